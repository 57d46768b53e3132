package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.GitCheck;
import io.quarkiverse.codex.runtime.transport.RequestCheck;
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

    private static final Logger LOG = Logger.getLogger(AppServerTurn.class);

    private final AppServerTransport transport;
    private final TurnRequest request;
    private final Runnable whenOver;
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private TurnBuffer buffer;
    private TurnClock clock;
    private AppServerSession session;
    private String threadId;
    private String turnId;
    private Abort abort;
    private boolean interruptSent;
    private boolean over;
    private TokenUsage usage;
    private TokenUsage threadUsage;
    /** What codex has begun and not finished, by id. */
    private final Map<String, ThreadItem> open = new ConcurrentHashMap<>();

    AppServerTurn(AppServerTransport transport, TurnRequest request, Runnable whenOver) {
        this.transport = transport;
        this.request = request;
        this.whenOver = whenOver;
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
            subscriber.onSubscribe(created);
            created.end(new IllegalStateException("The events of this turn have a subscriber already"), true);
            return;
        }
        synchronized (this) {
            buffer = created;
            clock = new TurnClock(transport.timer(), request.settings(), this::abort);
        }
        subscriber.onSubscribe(created);
        transport.workers().execute(this::begin);
    }

    private void begin() {
        try {
            RequestCheck.check(request);
            GitCheck.check(request.settings());
        } catch (CodexException e) {
            finish(e, false);
            return;
        }
        transport.enter(this);
        transport.server(request.threadId()).session().chain(this::open).chain(this::run)
                .subscribe().with(this::started, this::failed);
    }

    private Uni<String> open(AppServerSession opened) {
        boolean aborted;
        synchronized (this) {
            session = opened;
            aborted = abort != null;
        }
        if (aborted) {
            giveUp();
            return Uni.createFrom().nothing();
        }
        ObjectNode options = ThreadParameters.thread(request.settings());
        Optional<String> known = request.threadId();
        return known.isPresent() ? opened.resume(known.get(), options) : opened.start(options);
    }

    private Uni<JsonNode> run(String id) {
        boolean aborted;
        synchronized (this) {
            threadId = id;
            aborted = abort != null;
        }
        if (aborted) {
            giveUp();
            return Uni.createFrom().nothing();
        }
        session.enter(id, this);
        offer(new ThreadStarted(id));
        return session.request("turn/start", ThreadParameters.turn(id, request));
    }

    private void started(JsonNode answer) {
        turnIs(answer.path("turn").path("id").asText(null));
    }

    private synchronized void turnIs(String id) {
        if (turnId == null && id != null) {
            turnId = id;
            if (abort != null) {
                interruptNow();
            }
        }
    }

    private void failed(Throwable failure) {
        finish(failure instanceof CodexException known ? known
                : new CodexException("The turn could not be started: " + failure, failure), false);
    }

    /**
     * Takes an event that concerns this turn's thread, on the thread that reads the connection.
     */
    void received(RoutedEvent routed) {
        clock.heard();
        TurnEvent event = routed.event();
        if (event instanceof TurnStarted) {
            turnIs(routed.turnId());
        }
        if (isOfAnother(routed.turnId())) {
            return;
        }
        if (event instanceof ThreadStarted) {
            // Said already, for every turn and not only for that which opened the thread.
            return;
        }
        if (event instanceof TokenUsageUpdated updated) {
            count(updated, routed.turnId());
        }
        if (event instanceof ItemStarted started) {
            open.put(started.item().id(), started.item());
        } else if (event instanceof ItemCompleted done) {
            open.remove(done.item().id());
        }
        if (event instanceof TurnCompleted completed) {
            completed(completed);
        } else if (event instanceof TurnFailed failed) {
            offer(failed);
            finish(failure(failed.error()), false);
        } else {
            offer(event);
        }
    }

    private synchronized boolean isOfAnother(String concerned) {
        return concerned != null && turnId != null && !concerned.equals(turnId);
    }

    private CodexTurnFailedException failure(TurnError error) {
        String why = transport.settings().secrets().mask(error.message());
        return new CodexTurnFailedException("The turn failed: " + why, threadId,
                new TurnError(why, error.codexErrorInfo(), error.additionalDetails()));
    }

    /** What codex calls the last usage is that of one answer of the model, of which a turn may have many. */
    private synchronized void count(TokenUsageUpdated updated, String concerned) {
        threadUsage = updated.threadUsage();
        if (concerned != null && concerned.equals(turnId) && updated.lastUsage() != null) {
            usage = usage == null ? updated.lastUsage() : usage.plus(updated.lastUsage());
        }
    }

    private void completed(TurnCompleted completed) {
        Abort reason;
        synchronized (this) {
            reason = abort;
        }
        boolean interrupted = completed.status() == TurnStatus.INTERRUPTED;
        if (interrupted && reason != null && reason.kind() == Abort.Kind.FAILED) {
            finish(reason.cause(), true);
            return;
        }
        offer(new TurnCompleted(completed.status(), usage, threadUsage, completed.extra()));
        finish(null, false);
    }

    private void offer(TurnEvent event) {
        if (!buffer.offer(event)) {
            abort(Abort.failure(new CodexOverloadedException("The subscriber is too slow: more than "
                    + transport.settings().mostWaitingEvents() + " events or "
                    + transport.settings().mostWaitingCharacters() + " characters of this turn waited for it, and it was"
                    + " interrupted. The limits are quarkus.codex.app-server.max-waiting-events and .max-waiting-text")));
        }
    }

    /**
     * Ends the turn early. The first reason counts, but who cancels hears of no other. Returns at once.
     */
    void abort(Abort reason) {
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
            if (turnId != null) {
                interruptNow();
            }
        }
        transport.after(transport.settings().grace(), this::giveUp);
    }

    private void interruptNow() {
        if (!interruptSent) {
            interruptSent = true;
            session.request("turn/interrupt", ThreadParameters.interrupt(threadId, turnId)).subscribe().with(
                    answer -> LOG.debugf("turn %s is interrupted", turnId),
                    failure -> LOG.debugf("turn %s could not be interrupted: %s", turnId, failure.getMessage()));
        }
    }

    /** codex did not say in time that the interrupted turn is over. */
    private void giveUp() {
        Abort reason;
        synchronized (this) {
            if (over) {
                return;
            }
            reason = abort;
        }
        if (reason.kind() == Abort.Kind.INTERRUPTED) {
            offer(new TurnCompleted(TurnStatus.INTERRUPTED, usage, threadUsage));
        }
        finish(reason.cause(), reason.kind() == Abort.Kind.FAILED);
    }

    /**
     * Hears that the app-server is gone.
     */
    void gone(CodexException why) {
        Abort reason;
        synchronized (this) {
            reason = abort;
        }
        finish(reason != null && reason.kind() == Abort.Kind.FAILED ? reason.cause() : why, true);
    }

    private void finish(CodexException failure, boolean atOnce) {
        synchronized (this) {
            if (over) {
                return;
            }
            over();
        }
        buffer.end(failure, atOnce);
    }

    private void over() {
        if (!over) {
            over = true;
            clock.stop();
            if (session != null && threadId != null) {
                session.leave(threadId, this);
                endCommands();
            }
            transport.leave(this);
            whenOver.run();
        }
    }

    /**
     * Returns an item that codex has begun and not finished, {@code null} where there is none of the id.
     */
    ThreadItem openItem(String itemId) {
        return itemId == null ? null : open.get(itemId);
    }

    /** codex keeps a command that was left running for later turns of the thread, of which there may be none. */
    private void endCommands() {
        if (open.values().stream().anyMatch(CommandExecution.class::isInstance)) {
            session.request("thread/backgroundTerminals/clean",
                    JsonNodeFactory.instance.objectNode().put("threadId", threadId)).subscribe().with(
                            answer -> LOG.debugf("the commands that turn %s has left are ended", turnId),
                            failure -> LOG.debugf("commands could not be ended: %s", failure.getMessage()));
        }
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
            if (subscribed.get()) {
                abort(Abort.INTERRUPTED);
            }
        });
    }

    @Override
    public Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().deferred(() -> {
            AppServerSession running;
            String turn;
            synchronized (this) {
                running = over ? null : session;
                turn = turnId;
            }
            if (running == null || turn == null) {
                return Uni.createFrom().failure(new IllegalStateException("The turn does not run: only a running turn can be"
                        + " steered. It runs from its turn.started event until its end"));
            }
            return running.request("turn/steer", ThreadParameters.steer(threadId, turn,
                    ThreadParameters.input(input, request.settings().workingDirectory()))).replaceWithVoid();
        });
    }
}
