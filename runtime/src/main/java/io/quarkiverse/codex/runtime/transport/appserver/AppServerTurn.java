package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.HookProof;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
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
    private final TurnState state = new TurnState();
    private final TurnProgress progress = new TurnProgress();
    private final HookProof hooks;
    private final TurnStart start;
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
        this.end = new TurnEnd(this, transport, state, progress, whenOver);
        this.start = new TurnStart(this, transport, request, hooks.points(), trace, state, end);
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
        transport.workers().execute(start::begin);
    }

    /**
     * Has logged what is about this turn.
     */
    void logged(Runnable logging) {
        LogContext.during(transport.settings().client().clientName(), state.threadId(), state.turnId(), logging);
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

    /**
     * Takes an event that concerns this turn's thread, on the thread that reads the connection.
     */
    void received(RoutedEvent routed) {
        clock.heard();
        TurnEvent event = routed.event();
        if (event instanceof TurnStarted) {
            end.named(routed.concernedTurnId(), routed.turnId());
        }
        if (routed.turnId() != null && event instanceof ItemStarted started
                && started.item() instanceof UserMessage message) {
            said(routed, message);
        }
        if (state.isOfAnother(routed.concernedTurnId())) {
            return;
        }
        boolean ends = event instanceof TurnCompleted || event instanceof TurnFailed;
        if (ends && routed.turnId() != null && state.turnId() == null) {
            // It was somebody else's, and over when this one opened the thread: only the news of that comes late.
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
        if (ends) {
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

    private void said(RoutedEvent routed, UserMessage message) {
        // What a review says to itself bears no name.
        if (request.task().isEmpty() && state.said(routed.turnId(), message.clientId())) {
            state.session().foreignTurns().started(routed.threadId(), routed.turnId());
            if (state.isMerged()) {
                end.neverBegun(Refusals.merged(state.threadId()));
            }
        } else if (state.isIntruder(routed.turnId(), message.clientId())) {
            LOG.warnf("Another client of codex has given input to the turn %s of thread %s: what it said is among the turn's"
                    + " items, and the turn goes on as this application has allowed it to", routed.turnId(), routed.threadId());
        }
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
     * Hears that nothing happens any more, whatever the turn's end waits for.
     */
    void waitNoLonger() {
        end.waitNoLonger();
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
     * Returns what is left of the turn if the connection is lost now, from the moment that codex is asked to begin it until it
     * is done with it.
     */
    Optional<LostTurn> ifLost() {
        return state.isBegun() ? Optional.of(new LostTurn(state.activeTurnId().orElse(null),
                request.task().isPresent() ? null : state.messageId())) : Optional.empty();
    }

    /**
     * Returns whether codex was asked to begin, and may have.
     */
    boolean isBegun() {
        return state.isBegun();
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
            return state.session().steer(state.threadId(), turn, state.nextMessageId(),
                    ThreadParameters.input(input, request.settings().workingDirectory())).emitOn(transport.workers());
        });
    }
}
