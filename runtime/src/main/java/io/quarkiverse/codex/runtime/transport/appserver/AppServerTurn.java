package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.HookProof;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.tool.ToolInfo;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A turn on an app-server.
 * <p>
 * Its events come on the thread that reads the connection and go into a buffer. However the turn ends, its caller hears so
 * when codex says that the turn is over, or has not said so within the grace; then the turn is given up, but gives its thread
 * back only when codex is done with it.
 */
final class AppServerTurn implements TurnExecution, Asker {

    private static final Logger LOG = Logger.getLogger(AppServerTurn.class);

    private static final String TURN_COMPLETED = "turn/completed";
    private static final Set<String> OF_THE_RESULT = Set.of("item/started", "item/completed", TURN_COMPLETED);

    private final AppServerTransport transport;
    private final TurnRequest request;
    private final Trace trace;
    private final TurnState state = new TurnState();
    private final TurnProgress progress = new TurnProgress();
    private final HookProof hooks;
    private final TurnEnd end;
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private volatile TurnBuffer buffer;
    private volatile TurnClock clock;

    /**
     * @param trace the trace that the turn belongs to, or {@code null}
     */
    AppServerTurn(AppServerTransport transport, TurnRequest request, Runnable whenOver, Trace trace) {
        this.transport = transport;
        this.request = request;
        this.hooks = new HookProof(request.host().nativeHooks(), request.task().isEmpty(), true);
        this.trace = trace;
        this.end = new TurnEnd(this, transport, state, progress, whenOver);
    }

    @Override
    public Multi<TurnEvent> events() {
        Flow.Publisher<TurnEvent> publisher = this::subscribe;
        return Multi.createFrom().publisher(publisher);
    }

    private void subscribe(Flow.Subscriber<? super TurnEvent> subscriber) {
        AppServerSettings settings = transport.settings();
        TurnBuffer created = new TurnBuffer(subscriber, transport.workers(), settings.mostWaitingEvents(),
                settings.mostWaitingCharacters(), () -> abort(Abort.CANCELLED));
        if (!subscribed.compareAndSet(false, true)) {
            created.open();
            created.end(null, new IllegalStateException("The events of this turn have a subscriber already"), true);
            return;
        }
        clock = new TurnClock(transport.timer(), request.settings(), settings.client(), this::abort);
        buffer = created;
        end.tellTo(created, clock);
        transport.enter(this);
        created.open();
        clock.start();
        transport.workers().execute(this::begin);
    }

    private void begin() {
        if (state.isOver()) {
            return;
        }
        try {
            transport.check(request);
        } catch (RuntimeException | Error e) {
            failed(e);
            return;
        }
        transport.servers().open(request.threadId(), this::open).chain(this::run)
                .subscribe().with(this::started, this::failed);
    }

    private Uni<String> open(AppServerSession session) {
        if (!state.opened(session)) {
            return Uni.createFrom().failure(notWanted());
        }
        return session.options(request, hooks.points()).chain(options -> open(session, options));
    }

    private Uni<String> open(AppServerSession session, ObjectNode options) {
        List<ToolInfo> tools = request.host().tools();
        return request.threadId()
                .map(known -> session.whenFree(known).chain(() -> session.threads().resume(known, options, trace))
                        .invoke(() -> transport.toolMemory().resumed(known, tools))
                        .call(() -> forgetReplaced(session, known)))
                .orElseGet(() -> session.threads().start(options, tools, trace)
                        .invoke(started -> transport.toolMemory().started(started, tools))
                        .call(started -> session.threads().tell(started, request.past())));
    }

    /** Where codex cannot, because it is too old or the thread is not kept, it sees the input once more. */
    private Uni<?> forgetReplaced(AppServerSession session, String id) {
        if (request.replaced().isEmpty() || request.task().isPresent()) {
            return Uni.createFrom().voidItem();
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("threadId", id).put("beforeTurnId",
                request.replaced().get());
        return session.request("thread/revert", params, trace).onFailure(CodexRequestException.class)
                .recoverWithItem(failure -> {
                    LOG.debugf("turn %s stays in its thread: %s", request.replaced().get(), failure.getMessage());
                    return null;
                });
    }

    private static CancellationException notWanted() {
        return new CancellationException("The turn was ended before it began");
    }

    private Uni<JsonNode> run(String id) {
        AppServerSession session = state.session();
        if (!state.entered(id)) {
            session.threads().giveBack(id, false);
            return Uni.createFrom().nothing();
        }
        session.enter(id, this);
        return session.patiently(Uni.createFrom().deferred(() -> ask(session, id)), this::isToBeTriedAgain);
    }

    private Uni<JsonNode> ask(AppServerSession session, String id) {
        boolean again = state.wasAsked();
        if (!state.begin()) {
            return Uni.createFrom().failure(notWanted());
        }
        if (!again) {
            ThreadStarted opened = new ThreadStarted(id);
            request.witness().accept(opened);
            offer(opened);
        }
        return session.requestOnce(TurnOpening.method(request), TurnOpening.params(id, request), trace,
                this::answeredLate);
    }

    private boolean isToBeTriedAgain(Throwable failure) {
        return failure instanceof CodexOverloadedException && state.putOff();
    }

    private void started(JsonNode answer) {
        String id = answer.path("turn").path("id").asText(null);
        turnIs(id, request.task().isEmpty() ? id : null);
    }

    private boolean hooksHaveSeen(TurnEvent event) {
        try {
            hooks.see(event);
            return true;
        } catch (CodexProtocolException notAsked) {
            progress.note(event, true);
            abort(Abort.failure(notAsked));
            return false;
        }
    }

    /**
     * Returns what a hook of codex asks.
     *
     * @param turnId the turn that codex names, or {@code null} when it names none
     * @return the hooks, or empty where codex asks on behalf of another turn
     */
    Optional<NativeHooks> hooks(String turnId) {
        return state.isHookedBy(turnId) ? Optional.of(hooks) : Optional.empty();
    }

    /**
     * Returns what the hooks of an agent ask that works for this turn.
     */
    NativeHooks hooks() {
        return hooks;
    }

    private void turnIs(String id, String active) {
        if (state.named(id, active)) {
            end.interrupt();
        }
    }

    /** Nobody waits for the answer any more, but codex may run the turn. */
    private void answeredLate(Optional<JsonNode> answer) {
        if (answer.isPresent()) {
            started(answer.get());
        } else {
            end.codexIsDone();
        }
    }

    private void failed(Throwable failure) {
        if (state.isBegun() && failure instanceof CodexTimeoutException unanswered) {
            // What codex makes of it is not known: it is to end it, should it have begun.
            abort(Abort.failure(unanswered));
            return;
        }
        end.codexIsDone();
        if (state.reason() != null) {
            // What it was ended for says more than what became of it then.
            end.giveUp();
            return;
        }
        end.finish(null, failure instanceof CodexException known ? typed(known)
                : new CodexException("The turn could not be started: " + failure, failure), false);
    }

    /** Not every codex knows of reviews and compactions. */
    private CodexException typed(CodexException failure) {
        return request.task().isPresent() && failure instanceof CodexRequestException refusal
                ? state.session().typed(refusal, TurnOpening.params(state.threadId(), request))
                : failure;
    }

    /**
     * Takes an event that concerns this turn's thread, on the thread that reads the connection.
     */
    void received(RoutedEvent routed) {
        clock.heard();
        TurnEvent event = routed.event();
        if (event instanceof TurnStarted) {
            turnIs(concerned(routed), routed.turnId());
        }
        if (state.isOfAnother(concerned(routed))) {
            return;
        }
        if (event instanceof ThreadStarted) {
            // Said already, for every turn and not only for that which opened the thread.
            return;
        }
        request.witness().accept(event);
        if (!hooksHaveSeen(event)) {
            return;
        }
        progress.note(event, routed.turnId() != null && routed.turnId().equals(state.turnId()));
        if (event instanceof TurnCompleted || event instanceof TurnFailed) {
            end.codexIsDone();
        }
        if (event instanceof TurnCompleted completed) {
            end.ended(progress.end(completed), null);
        } else if (event instanceof TurnFailed failed) {
            end.ended(failed, TurnFailures.failed(state.threadId(), failed.error(), transport.settings().secrets()));
        } else {
            offer(event);
        }
    }

    /** A review tells of its begin under another name than of all else, and says then which turn that belongs to. */
    private static String concerned(RoutedEvent routed) {
        return routed.rootTurnId() == null ? routed.turnId() : routed.rootTurnId();
    }

    /**
     * Hears what an agent says that works for this turn, which is none of the turn's own but a sign of life.
     */
    void heardOfAgent(TurnEvent event) {
        clock.heard();
        try {
            hooks.see(event);
        } catch (CodexProtocolException notAsked) {
            abort(Abort.failure(notAsked));
        }
    }

    /**
     * Hears that something that codex has told could not be read. Without an item or the end, no result would be whole; what
     * else there is, they say again.
     */
    void missed(RpcMessage.Oversized message, CodexException why) {
        clock.heard();
        if (state.isOfAnother(message.turnId()) || !OF_THE_RESULT.contains(message.method())) {
            return;
        }
        if (TURN_COMPLETED.equals(message.method())) {
            end.codexIsDone();
            end.ended(null, why);
        } else {
            abort(Abort.failure(why));
        }
    }

    private void offer(TurnEvent event) {
        if (!buffer.offer(event)) {
            abort(Abort.failure(TurnFailures.tooSlow(transport.settings())));
        }
    }

    /**
     * Ends the turn early. Returns at once.
     */
    void abort(Abort reason) {
        end.abort(reason);
    }

    /**
     * Hears that the app-server is gone.
     */
    void gone(CodexException why) {
        end.gone(why);
    }

    /**
     * Hears that codex has closed the thread.
     */
    void threadClosed() {
        end.threadClosed();
    }

    /**
     * Completes when the thread was given back. What follows must not block.
     */
    CompletableFuture<Void> left() {
        return end.left();
    }

    @Override
    public ThreadItem openItem(String itemId) {
        return progress.openItem(itemId);
    }

    /**
     * Returns the id to interrupt the turn by, from the moment that codex has told it until it is done with the turn.
     */
    Optional<String> activeTurnId() {
        return state.activeTurnId();
    }

    /**
     * Returns whether codex asks something on behalf of this turn, and not of another on the same thread.
     *
     * @param turnId the turn that codex names, or {@code null} when it names none
     */
    boolean isAskedFor(String turnId) {
        return state.isAskedFor(turnId);
    }

    @Override
    public Optional<String> turnId() {
        return Optional.ofNullable(state.turnId());
    }

    /**
     * Returns how many characters of its events wait for its subscriber.
     */
    long waitingCharacters() {
        TurnBuffer begun = buffer;
        return begun == null ? 0 : begun.waitingCharacters();
    }

    @Override
    public TurnHost host() {
        return request.host();
    }

    @Override
    public TurnClock clock() {
        return clock;
    }

    @Override
    public void tell(TurnEvent event) {
        offer(event);
    }

    @Override
    public void cancel() {
        abort(Abort.INTERRUPTED);
    }

    /**
     * Returns whether it is to end early.
     */
    boolean isEnding() {
        return state.reason() != null;
    }

    @Override
    public Uni<Void> interrupt() {
        return Uni.createFrom().voidItem().invoke(() -> {
            if (buffer != null) {
                abort(Abort.INTERRUPTED);
            }
        });
    }

    @Override
    public Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().deferred(() -> {
            String turn = state.isOver() ? null : state.activeTurnId().orElse(null);
            if (turn == null) {
                return Uni.createFrom().failure(new IllegalStateException("The turn does not run: only a running turn can be"
                        + " steered. It runs from its turn.started event until its end"));
            }
            return state.session().steer(state.threadId(), turn,
                    ThreadParameters.input(input, request.settings().workingDirectory())).emitOn(transport.workers());
        });
    }
}
