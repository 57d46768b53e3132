package io.quarkiverse.codex.runtime.turn;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.LostThread;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.PastMessage;
import io.quarkiverse.codex.runtime.host.ThreadBusyException;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.schema.InvalidSchemaException;
import io.quarkiverse.codex.runtime.schema.OutputSchema;
import io.quarkiverse.codex.runtime.schema.StrictSchemaCheck;
import io.quarkiverse.codex.runtime.transport.TurnTask;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

final class CodexThreadImpl implements CodexThread {

    private final TurnRunner runner;
    private final ThreadOptions options;
    private final Optional<LostThread> lost;
    private final List<TurnObserver> observers;
    private final Supplier<Caller> callers;
    private volatile String id;
    private volatile boolean opened;

    CodexThreadImpl(TurnRunner runner, String id, ThreadOptions options) {
        this(runner, id, options, Optional.empty(), runner.observers(), runner::caller);
    }

    /**
     * @param lost the thread that a new one stands in for, and is told of
     * @param observers who watches the turns, in order
     * @param callers looks who begins a turn: asked once for each, where that is subscribed to
     */
    CodexThreadImpl(TurnRunner runner, String id, ThreadOptions options, Optional<LostThread> lost,
            List<TurnObserver> observers, Supplier<Caller> callers) {
        this.callers = callers;
        this.runner = runner;
        this.id = id;
        this.options = Objects.requireNonNull(options, "options");
        this.lost = lost;
        this.observers = observers;
    }

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    public Uni<TurnResult> run(TurnInput input, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(turnOptions, "options");
        return Uni.createFrom().deferred(() -> prepare(input, turnOptions).toResult()).map(TurnResult.class::cast);
    }

    @Override
    public <T> Uni<T> run(TurnInput input, Class<T> type, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(turnOptions, "options");
        return Uni.createFrom().deferred(() -> {
            OutputSchema<T> schema = schemaOf(type, turnOptions);
            return turn(input, turnOptions, Optional.of(schema.json()), Optional.empty()).toResult()
                    .map(result -> result.decode(schema));
        });
    }

    private <T> OutputSchema<T> schemaOf(Class<T> type, TurnOptions turnOptions) {
        if (turnOptions.outputSchema().isPresent()) {
            throw new CodexConfigurationException("Both a type and an output schema were given for one turn: use"
                    + " run(input, Class) or TurnOptions.outputType, or TurnOptions.outputSchema, not both");
        }
        if (turnOptions.outputType().isPresent() && turnOptions.outputType().get() != type) {
            throw new CodexConfigurationException("Two types were given for the answer of one turn, " + type.getName()
                    + " and " + turnOptions.outputType().get().getName() + ": use run(input, Class) or"
                    + " TurnOptions.outputType, not both");
        }
        return AnswerSchemas.of(runner.schemas(), type);
    }

    @Override
    public Multi<TurnEvent> runStreamed(TurnInput input, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(turnOptions, "options");
        return Multi.createFrom().deferred(() -> prepare(input, turnOptions).stream(false));
    }

    @Override
    public Uni<CodexTurn> start(TurnInput input, TurnOptions turnOptions) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(turnOptions, "options");
        return Uni.createFrom().item(() -> new CodexTurnImpl(prepare(input, turnOptions)));
    }

    @Override
    public Uni<TurnResult> review(ReviewTarget target) {
        return run("review", new TurnTask.Review(target));
    }

    @Override
    public Multi<TurnEvent> reviewStreamed(ReviewTarget target) {
        return Multi.createFrom().deferred(() -> prepare("review", new TurnTask.Review(target)).stream(false));
    }

    @Override
    public Uni<CodexTurn> startReview(ReviewTarget target) {
        return Uni.createFrom().item(() -> new CodexTurnImpl(prepare("review", new TurnTask.Review(target))));
    }

    Uni<TurnResult> run(String feature, TurnTask task) {
        return Uni.createFrom().deferred(() -> prepare(feature, task).toResult()).map(TurnResult.class::cast);
    }

    private RunningTurn prepare(String feature, TurnTask task) {
        // Only who has a door has more than one way to begin a turn.
        runner.access().door(feature);
        Caller caller = callers.get();
        return new RunningTurn(this, runner, caller, Optional.empty(),
                threadId -> runner.request(threadId, options, task, caller).after(past()), Optional.empty(),
                runner.retries(TurnOptions.NONE), Budget.UNLIMITED);
    }

    private RunningTurn prepare(TurnInput input, TurnOptions turnOptions) {
        Optional<JsonNode> handWritten = turnOptions.outputSchema();
        handWritten.ifPresent(CodexThreadImpl::checkSchema);
        Optional<JsonNode> generated = turnOptions.outputType().map(type -> schemaOf(type, turnOptions).json());
        return turn(input, turnOptions, generated.or(() -> handWritten), handWritten);
    }

    private RunningTurn turn(TurnInput input, TurnOptions turnOptions, Optional<JsonNode> schema,
            Optional<JsonNode> handWrittenSchema) {
        Caller caller = callers.get();
        return new RunningTurn(this, runner, caller, Optional.of(input),
                threadId -> runner.request(threadId, input, options, turnOptions, schema, caller).after(past()),
                handWrittenSchema, runner.retries(turnOptions), turnOptions.budget().orElse(Budget.UNLIMITED));
    }

    private static void checkSchema(JsonNode schema) {
        try {
            StrictSchemaCheck.require(schema);
        } catch (InvalidSchemaException e) {
            throw new CodexConfigurationException("The output schema of the turn will not do: " + e.getMessage(), e);
        }
    }

    /**
     * Takes the thread for a turn. One that was cancelled and is being cleared away is waited for.
     *
     * @return fails with {@link IllegalStateException} while another turn runs
     */
    Uni<Void> enter(Occupancy turn) {
        String known = id;
        Occupancy other = runner.memory().enter(known == null ? List.of(this) : List.of(this, known), turn);
        if (other == null) {
            return Uni.createFrom().voidItem();
        }
        if (other.isCancelled()) {
            // A copy: whoever stops waiting would otherwise end the waiting of all.
            return Uni.createFrom().completionStage(other.over().copy()).chain(() -> enter(turn));
        }
        return Uni.createFrom().failure(() -> new ThreadBusyException("The thread " + (known == null ? "" : known + " ")
                + "runs a turn already, and codex runs one at a time: wait for its end, or use another thread"));
    }

    private List<PastMessage> past() {
        return lost.map(LostThread::said).orElse(List.of());
    }

    Optional<String> standsInFor() {
        return lost.map(LostThread::id);
    }

    Budget budget() {
        return options.budget().orElse(Budget.UNLIMITED);
    }

    TurnWatch watch(ObservedTurn turn) {
        return Watches.of(observers, turn);
    }

    /**
     * Whether a turn of this object has opened the thread.
     */
    boolean hasBeenOpened() {
        return opened;
    }

    /**
     * Learns that codex has opened the thread, and which id it gave to a new one.
     *
     * @return whether the id was not known
     */
    boolean opened(String threadId, Occupancy turn) {
        opened = true;
        if (id != null) {
            return false;
        }
        id = threadId;
        runner.memory().identify(threadId, turn);
        return true;
    }

    /**
     * Forgets the id of a thread that has failed before its first turn: the next one starts another.
     */
    void forget(String threadId) {
        if (threadId.equals(id)) {
            opened = false;
            id = null;
        }
    }

    @Override
    public String toString() {
        return "CodexThread[" + (id == null ? "new" : id) + "]";
    }
}
