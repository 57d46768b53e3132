package io.quarkiverse.codex.runtime.session;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ThreadContinued;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.reactive.Sequel;
import io.quarkiverse.codex.session.SessionKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A session as a thread: each turn goes to the thread that the session has then.
 */
final class SessionThreadImpl implements CodexThread {

    private final SessionContext context;
    private final SessionKey key;
    private final ThreadOptions options;
    private volatile String id;

    SessionThreadImpl(SessionContext context, SessionKey key, ThreadOptions options) {
        this.context = context;
        this.key = key;
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    public Uni<TurnResult> run(TurnInput input, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(turnOptions, "options");
        return result(thread -> thread.run(input, turnOptions));
    }

    @Override
    public <T> Uni<T> run(TurnInput input, Class<T> type, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(turnOptions, "options");
        return Uni.createFrom().deferred(() -> newRun()
                .<T> run(thread -> Sequel.only(thread.run(input, type, turnOptions)), (from, answer) -> answer).collect()
                .last());
    }

    @Override
    public Multi<TurnEvent> runStreamed(TurnInput input, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(turnOptions, "options");
        return stream(thread -> thread.runStreamed(input, turnOptions));
    }

    @Override
    public Uni<CodexTurn> start(TurnInput input, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(turnOptions, "options");
        return start(thread -> thread.start(input, turnOptions));
    }

    @Override
    public Uni<TurnResult> review(ReviewTarget target) {
        return result(thread -> thread.review(target));
    }

    @Override
    public Multi<TurnEvent> reviewStreamed(ReviewTarget target) {
        return stream(thread -> thread.reviewStreamed(target));
    }

    @Override
    public Uni<CodexTurn> startReview(ReviewTarget target) {
        return start(thread -> thread.startReview(target));
    }

    private Uni<CodexTurn> start(Function<CodexThread, Uni<CodexTurn>> turn) {
        return Uni.createFrom().item(() -> new SessionTurn(this, turn, context.threads().caller()));
    }

    private Uni<TurnResult> result(Function<CodexThread, Uni<TurnResult>> turn) {
        return Uni.createFrom().deferred(() -> newRun().run(thread -> Sequel.only(turn.apply(thread)),
                (from, result) -> result.map(moved -> (TurnResult) new ContinuedResult(moved, from))).collect().last());
    }

    private Multi<TurnEvent> stream(Function<CodexThread, Multi<TurnEvent>> turn) {
        return Multi.createFrom().deferred(() -> newRun().run(turn, SessionThreadImpl::marked));
    }

    /**
     * Runs a turn of the session for its events.
     *
     * @param caller on whose behalf
     * @param withdrawn comes when the turn is not to begin any more, with the events that it has then
     */
    Multi<TurnEvent> stream(Function<CodexThread, Multi<TurnEvent>> turn, Caller caller, Uni<Multi<TurnEvent>> withdrawn) {
        return Multi.createFrom().deferred(() -> newRun(caller).run(turn, SessionThreadImpl::marked, withdrawn));
    }

    private SessionRun newRun() {
        return newRun(context.threads().caller());
    }

    private SessionRun newRun(Caller caller) {
        return new SessionRun(context, key, options, caller, opened -> id = opened);
    }

    private static Multi<TurnEvent> marked(String from, Multi<TurnEvent> events) {
        return events.onItem().transformToMultiAndConcatenate(event -> event instanceof ThreadStarted
                ? Multi.createFrom().items(event, new ThreadContinued(from))
                : Multi.createFrom().item(event));
    }

    /**
     * Tells the thread, not the key: that may be a person's name.
     */
    @Override
    public String toString() {
        return "CodexThread[session, " + (id == null ? "not open" : id) + "]";
    }
}
