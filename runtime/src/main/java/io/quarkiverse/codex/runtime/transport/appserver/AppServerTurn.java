package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A turn on an app-server.
 * <p>
 * Its events come on the thread that reads the connection and go into a buffer. However the turn ends, it gives its thread
 * back only when codex says that the turn is over, or has not said so within the grace.
 */
final class AppServerTurn implements TurnExecution {

    private final AppServerTransport transport;
    private final TurnRequest request;
    private final Runnable whenOver;
    private final Trace trace;
    private final TurnProgress progress = new TurnProgress();
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private TurnBuffer buffer;
    private TurnClock clock;
    private AppServerSession session;
    private String threadId;
    private String turnId;
    /** The turn by the name that codex wants to hear when it is interrupted or steered, which in a review is another. */
    private String activeTurnId;
    private Abort abort;
    private ScheduledFuture<?> lastMoment;
    private boolean interruptSent;
    private boolean over;

    /**
     * @param trace the trace that the turn belongs to, or {@code null}
     */
    AppServerTurn(AppServerTransport transport, TurnRequest request, Runnable whenOver, Trace trace) {
        this.transport = transport;
        this.request = request;
        this.whenOver = whenOver;
        this.trace = trace;
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
        synchronized (this) {
            buffer = created;
            clock = new TurnClock(transport.timer(), request.settings(), this::abort);
        }
        transport.enter(this);
        created.open();
        clock.start();
        transport.workers().execute(this::begin);
    }

    private void begin() {
        if (isOver()) {
            return;
        }
        try {
            transport.check(request);
        } catch (CodexException e) {
            failed(e);
            return;
        }
        transport.servers().open(request.threadId(), this::open).chain(this::run)
                .subscribe().with(this::started, this::failed);
    }

    private Uni<String> open(AppServerSession opened) {
        boolean aborted;
        synchronized (this) {
            session = opened;
            aborted = abort != null;
        }
        if (aborted) {
            return Uni.createFrom().failure(new CancellationException("The turn was ended before it began"));
        }
        ObjectNode options = ThreadParameters.thread(request.settings());
        Optional<String> known = request.threadId();
        return known.isPresent() ? opened.threads().resume(known.get(), options, trace)
                : opened.threads().start(options, request.host().tools(), trace);
    }

    private Uni<JsonNode> run(String id) {
        boolean late;
        boolean aborted;
        synchronized (this) {
            late = over;
            threadId = late ? null : id;
            aborted = abort != null;
        }
        if (late) {
            session.threads().giveBack(id, false);
            return Uni.createFrom().nothing();
        }
        if (aborted) {
            giveUp();
            return Uni.createFrom().nothing();
        }
        session.enter(id, this);
        if (isOver()) {
            // It was given up before the session knew of it, and its thread may have another turn already.
            session.leave(id, this);
            return Uni.createFrom().nothing();
        }
        offer(new ThreadStarted(id));
        return session.request(TurnOpening.method(request), TurnOpening.params(id, request), trace);
    }

    private synchronized boolean isOver() {
        return over;
    }

    private void started(JsonNode answer) {
        String id = answer.path("turn").path("id").asText(null);
        turnIs(id, request.task().isEmpty() ? id : null);
    }

    private synchronized void turnIs(String id, String active) {
        if (turnId == null) {
            turnId = id;
        }
        if (activeTurnId == null && active != null) {
            activeTurnId = active;
            if (abort != null) {
                interruptNow();
            }
        }
    }

    private void failed(Throwable failure) {
        if (reason() != null) {
            // What it was ended for says more than what became of it then.
            giveUp();
            return;
        }
        finish(null, failure instanceof CodexException known ? known
                : new CodexException("The turn could not be started: " + failure, failure), false);
    }

    private synchronized boolean hasRun() {
        return turnId != null;
    }

    private synchronized Abort reason() {
        return abort;
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
        if (isOfAnother(concerned(routed))) {
            return;
        }
        if (event instanceof ThreadStarted) {
            // Said already, for every turn and not only for that which opened the thread.
            return;
        }
        progress.note(event, routed.turnId() != null && isThisTurn(routed.turnId()));
        if (event instanceof TurnCompleted completed) {
            ended(progress.end(completed), null);
        } else if (event instanceof TurnFailed failed) {
            ended(failed, TurnFailures.failed(threadId, failed.error(), transport.settings().secrets()));
        } else {
            offer(event);
        }
    }

    private synchronized boolean isThisTurn(String concerned) {
        return concerned.equals(turnId);
    }

    /** A review tells of its begin under another name than of all else, and says then which turn that belongs to. */
    private static String concerned(RoutedEvent routed) {
        return routed.rootTurnId() == null ? routed.turnId() : routed.rootTurnId();
    }

    private synchronized boolean isOfAnother(String concerned) {
        return concerned != null && turnId != null && !concerned.equals(turnId);
    }

    private void ended(TurnEvent last, CodexException failure) {
        Abort reason = reason();
        if (reason != null && reason.kind() == Abort.Kind.FAILED) {
            finish(null, reason.cause(), true);
        } else {
            finish(last, failure, false);
        }
    }

    private void offer(TurnEvent event) {
        if (!buffer.offer(event)) {
            abort(Abort.failure(TurnFailures.tooSlow(transport.settings())));
        }
    }

    /**
     * Ends the turn early. The first reason counts, but who cancels hears of no other. Returns at once.
     */
    void abort(Abort reason) {
        boolean nothingToWaitFor;
        synchronized (this) {
            if (over || abort != null && (abort.kind() == Abort.Kind.CANCELLED || reason.kind() != Abort.Kind.CANCELLED)) {
                return;
            }
            boolean first = abort == null;
            abort = reason;
            if (!first) {
                return;
            }
            clock.stop();
            if (activeTurnId != null) {
                interruptNow();
            }
            lastMoment = session == null ? null : transport.after(transport.settings().grace(), this::giveUp);
            nothingToWaitFor = lastMoment == null;
        }
        if (nothingToWaitFor) {
            giveUp();
        }
    }

    private void interruptNow() {
        if (!interruptSent) {
            interruptSent = true;
            session.interrupt(threadId, activeTurnId);
        }
    }

    /** Ends an aborted turn that codex has not ended, or never begun. */
    private void giveUp() {
        Abort reason = reason();
        finish(reason.kind() == Abort.Kind.INTERRUPTED ? progress.interrupted() : null, reason.cause(),
                reason.kind() == Abort.Kind.FAILED);
    }

    /**
     * Hears that the app-server is gone.
     */
    void gone(CodexException why) {
        Abort reason = reason();
        finish(null, reason != null && reason.kind() == Abort.Kind.FAILED ? reason.cause() : why, true);
    }

    /** What is told on the way runs code of the application: never with the lock held. */
    private void finish(TurnEvent last, CodexException failure, boolean atOnce) {
        boolean inThread;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            clock.stop();
            if (lastMoment != null) {
                lastMoment.cancel(false);
            }
            inThread = threadId != null;
        }
        if (inThread) {
            session.leave(threadId, this);
        }
        // A turn that was ended early may have begun a command that nobody has told us of.
        if (inThread && (progress.hasRunCommands() || reason() != null)) {
            LeftCommands
                    .end(session, threadId, transport.isLocal(), transport.workers(), transport.settings().grace())
                    .subscribe().with(nothing -> conclude(inThread, last, failure, atOnce));
        } else {
            conclude(inThread, last, failure, atOnce);
        }
    }

    private void conclude(boolean inThread, TurnEvent last, CodexException failure, boolean atOnce) {
        if (inThread) {
            session.threads().giveBack(threadId, hasRun());
        }
        transport.leave(this);
        try {
            whenOver.run();
        } finally {
            if (buffer.hasOverflown()) {
                buffer.end(null, TurnFailures.tooSlow(transport.settings()), true);
            } else {
                buffer.end(last, failure, atOnce);
            }
        }
    }

    /**
     * Returns an item that codex has begun and not finished, {@code null} where there is none of the id.
     */
    ThreadItem openItem(String itemId) {
        return progress.openItem(itemId);
    }

    /**
     * Returns the id to interrupt the turn by, from the moment that codex has told it until the turn is over.
     */
    synchronized Optional<String> activeTurnId() {
        return Optional.ofNullable(over ? null : activeTurnId);
    }

    TurnHost host() {
        return request.host();
    }

    TurnClock clock() {
        return clock;
    }

    /**
     * Adds an event that does not come from codex.
     */
    void tell(TurnEvent event) {
        offer(event);
    }

    @Override
    public Uni<Void> interrupt() {
        return Uni.createFrom().voidItem().invoke(() -> {
            if (isSubscribed()) {
                abort(Abort.INTERRUPTED);
            }
        });
    }

    private synchronized boolean isSubscribed() {
        return buffer != null;
    }

    @Override
    public Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().deferred(() -> {
            AppServerSession running;
            String turn;
            synchronized (this) {
                running = over ? null : session;
                turn = activeTurnId;
            }
            if (running == null || turn == null) {
                return Uni.createFrom().failure(new IllegalStateException("The turn does not run: only a running turn can be"
                        + " steered. It runs from its turn.started event until its end"));
            }
            return running.steer(threadId, turn, ThreadParameters.input(input, request.settings().workingDirectory()));
        });
    }
}
