package io.quarkiverse.codex.runtime.transport.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.protocol.ExecEventReader;
import io.quarkiverse.codex.runtime.protocol.LineTooLongException;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.HookProof;
import io.quarkiverse.codex.runtime.transport.RequestCheck;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;

/**
 * Carries the events of one process to one subscriber, on a thread of its own.
 * <p>
 * The thread reads an event only when the subscriber has asked for one. So a slow subscriber fills no memory: the pipe fills,
 * and codex waits. Whatever ends the turn, the subscriber hears of it when the process, its children and its files are gone.
 */
final class EventPump implements Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(EventPump.class);
    private static final Duration LEAST_TIME_TO_EXIT = Duration.ofSeconds(1);

    private final ExecTransport transport;
    private final TurnRequest request;
    private final Flow.Subscriber<? super TurnEvent> subscriber;
    private final Runnable whenOver;
    private final String name;
    private final Map<String, String> trace;
    private final Thread thread;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicReference<Abort> abort = new AtomicReference<>();
    private final TurnProcess process = new TurnProcess(() -> abort.get() != null);
    private String threadId;
    private Secrets secrets;
    private HookProof hooks;
    private long emitted;

    EventPump(ExecTransport transport, TurnRequest request, Flow.Subscriber<? super TurnEvent> subscriber,
            Runnable whenOver) {
        this(transport, request, subscriber, whenOver, Map.of());
    }

    /**
     * @param trace the headers of the trace that the turn belongs to
     */
    EventPump(ExecTransport transport, TurnRequest request, Flow.Subscriber<? super TurnEvent> subscriber,
            Runnable whenOver, Map<String, String> trace) {
        this.trace = trace;
        this.transport = transport;
        this.request = request;
        this.subscriber = subscriber;
        this.whenOver = whenOver;
        this.name = transport.nextName();
        this.threadId = request.threadId().orElse(null);
        Secrets known = transport.settings().secrets();
        this.secrets = request.model().map(model -> known.and(model.token())).orElse(known);
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void begin() {
        subscriber.onSubscribe(this);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            whenOver.run();
            if (abort.get() != Abort.CANCELLED) {
                subscriber.onError(new CodexException("The turn could not begin: " + noThread.getMessage(), noThread));
            }
        }
    }

    void refuse(RuntimeException why) {
        abort.set(Abort.CANCELLED);
        subscriber.onSubscribe(this);
        subscriber.onError(why);
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            abort(Abort.failure(new CodexException("The subscriber asked for " + count + " events: ask for at least one",
                    new IllegalArgumentException("request(" + count + ")"))));
            return;
        }
        requested.accumulateAndGet(count, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
        LockSupport.unpark(thread);
    }

    @Override
    public void cancel() {
        abort(Abort.CANCELLED);
    }

    /**
     * Ends the turn. The first reason counts. Returns at once.
     */
    void abort(Abort reason) {
        if (!abort.compareAndSet(null, reason)) {
            // Whoever cancels after an interruption wants to hear nothing more of it.
            if (reason == Abort.CANCELLED) {
                abort.set(reason);
                LockSupport.unpark(thread);
            }
            return;
        }
        process.endSoon();
        LockSupport.unpark(thread);
    }

    void awaitEnd(Duration limit) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            // Zero would be for ever.
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns whether codex runs.
     */
    boolean hasProcess() {
        return process.isAlive();
    }

    private void run() {
        LogContext.enter(transport.settings().client().clientName(), threadId, null);
        Ending ending;
        try {
            transport.enter(this);
            ending = runTurn();
        } catch (CodexException e) {
            ending = Ending.failed(e);
        } catch (RuntimeException | Error e) {
            ending = Ending.failed(new CodexException("The turn broke off because of an error in this library: " + e, e));
        } finally {
            transport.leave(this);
            whenOver.run();
        }
        deliver(ending);
    }

    private Ending runTurn() {
        if (abort.get() != null) {
            return Ending.aborted(abort.get());
        }
        RequestCheck.check(request);
        try (TurnFiles files = new TurnFiles(); TurnTools tools = TurnTools.open(transport.settings(), request)) {
            secrets = tools.addTo(secrets);
            hooks = tools.hooks();
            ChildProcess started = process.start(
                    () -> transport.start(name, request, files, tools, process::helpedBy, trace));
            if (started == null) {
                return Ending.aborted(abort.get());
            }
            boolean clean = false;
            try (Watchdog watchdog = new Watchdog(transport.timer(), started, request.settings(),
                    transport.settings().client(), this::abort)) {
                Ending ending = pump(started, watchdog);
                clean = ending.clean();
                return ending;
            } finally {
                if (!clean) {
                    started.end();
                }
            }
        }
    }

    private Ending pump(ChildProcess started, Watchdog watchdog) {
        ExecEventReader reader = new ExecEventReader(watchdog.watched(started.standardOutput()),
                transport.settings().mostEventBytes());
        TurnEvent terminal = null;
        try {
            while (terminal == null && awaitDemand()) {
                TurnEvent event = reader.next();
                if (event == null || abort.get() != null) {
                    break;
                }
                check(event);
                request.witness().accept(event);
                hooks.see(event);
                if (hooks.points().isEmpty() || !ExecCommand.isToldOfHookTrust(event)) {
                    emit(event);
                }
                if (event instanceof TurnCompleted || event instanceof TurnFailed) {
                    terminal = event;
                }
            }
        } catch (LineTooLongException e) {
            throw new CodexProtocolException("codex wrote an event of more than "
                    + transport.settings().mostEventBytes() + " bytes, the limit that "
                    + transport.settings().client().name("exec.max-event-size")
                    + " sets: raise it, or keep commands from writing so much", e);
        } catch (IOException e) {
            LOG.debugf("%s: the output broke off: %s", name, e.getMessage());
        }
        Abort reason = abort.get();
        if (reason != null && terminal == null) {
            return Ending.aborted(reason);
        }
        OptionalInt exitCode = started.awaitExit(timeToExit());
        return terminal == null ? withoutTerminal(started, exitCode) : afterTerminal(terminal, exitCode);
    }

    /** Even whoever gives codex no time to end when it is told to lets it end by itself. */
    private Duration timeToExit() {
        Duration grace = transport.settings().grace();
        return grace.compareTo(LEAST_TIME_TO_EXIT) < 0 ? LEAST_TIME_TO_EXIT : grace;
    }

    private Ending afterTerminal(TurnEvent terminal, OptionalInt exitCode) {
        boolean exited = exitCode.isPresent();
        if (!exited) {
            LOG.debugf("%s ended its turn but did not exit", name);
        }
        if (terminal instanceof TurnFailed failed) {
            String why = secrets.mask(failed.error().message());
            // A turn that broke off may have left commands behind which nobody waits for.
            return Ending.failed(new CodexTurnFailedException("The turn failed: " + why, threadId, new TurnError(why)));
        }
        return Ending.completed(exited);
    }

    private Ending withoutTerminal(ChildProcess started, OptionalInt exitCode) {
        if (exitCode.isEmpty()) {
            return Ending.failed(new CodexProtocolException("codex closed its output without saying that the turn was over,"
                    + " did not exit within " + timeToExit().toMillis() + " ms and was killed"
                    + ExitDiagnosis.said(maskedError(started))));
        }
        // A process that was ended by us but had closed its output before.
        Abort reason = abort.get();
        return reason != null ? Ending.aborted(reason)
                : Ending.failed(
                        ExitDiagnosis.of(exitCode.getAsInt(), maskedError(started), request, transport.settings().client()));
    }

    private String maskedError(ChildProcess started) {
        return secrets.mask(started.standardError());
    }

    /** An id that differs means that codex began another conversation, and would go on in it as if nothing was. */
    private void check(TurnEvent event) {
        if (event instanceof ThreadStarted opened) {
            String asked = request.threadId().orElse(null);
            if (asked != null && !asked.equals(opened.threadId())) {
                throw new CodexProtocolException("codex was asked to resume the thread " + asked + " but opened "
                        + opened.threadId() + ": the turn was ended before it did anything there");
            }
            threadId = opened.threadId();
            LogContext.enter(transport.settings().client().clientName(), threadId, null);
        }
    }

    private boolean awaitDemand() {
        while (abort.get() == null) {
            if (requested.get() > emitted) {
                return true;
            }
            park();
        }
        return false;
    }

    private void park() {
        LockSupport.park(this);
        // Nobody who ends the turn interrupts here, and with the flag set parking would return at once for ever.
        Thread.interrupted();
    }

    private void emit(TurnEvent event) {
        emitted++;
        try {
            subscriber.onNext(event);
        } finally {
            // A consumer that was interrupted in its own affairs must not take the grace from codex.
            Thread.interrupted();
        }
    }

    private void deliver(Ending ending) {
        Abort reason = ending.abort();
        if (abort.get() == Abort.CANCELLED) {
            return;
        }
        if (reason == Abort.INTERRUPTED && !emitInterrupted()) {
            return;
        }
        CodexException failure = reason == null ? ending.failure() : reason.cause();
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    private boolean emitInterrupted() {
        while (requested.get() <= emitted) {
            if (abort.get() == Abort.CANCELLED) {
                return false;
            }
            park();
        }
        emit(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
        return true;
    }
}
