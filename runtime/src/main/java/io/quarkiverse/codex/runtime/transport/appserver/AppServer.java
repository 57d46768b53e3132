package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexShutdownException;
import io.smallrye.mutiny.Uni;

/**
 * An app-server that is there when it is needed: started for the first turn, ended when nothing has been going on for long, and
 * started again when it has died, with growing delays while it goes on dying.
 */
final class AppServer {

    private static final Logger LOG = Logger.getLogger(AppServer.class);

    private final Supplier<MessageChannel> channels;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final AppServerSettings settings;
    private final NotificationHub notifications;
    private final boolean outlivesConnection;
    private final Idleness idleness;
    private final Orphans orphans = new Orphans();
    private CompletableFuture<AppServerSession> current;
    private AppServerSession session;
    private int failures;
    /** How many lives in a row did not last. */
    private int shortLives;
    private long readySince;
    private long lastFailure;
    private boolean closed;
    private long restarts;
    private boolean restarting;
    /** All that something may be left of. */
    private final Set<AppServerSession> lives = ConcurrentHashMap.newKeySet();
    private AppServerSession ending;

    /**
     * @param channels makes a channel for each life
     * @param notifications hears of everything that codex tells
     * @param outlivesConnection whether turns go on when the channel is lost
     */
    AppServer(Supplier<MessageChannel> channels, ScheduledExecutorService timer, Executor workers,
            AppServerSettings settings, NotificationHub notifications, boolean outlivesConnection) {
        this.channels = channels;
        this.timer = timer;
        this.workers = workers;
        this.settings = settings;
        this.notifications = notifications;
        this.outlivesConnection = outlivesConnection;
        this.idleness = new Idleness(settings.idleTimeout());
    }

    /**
     * Asks for something, starting the server where there is none. It does not end for want of work before the answer.
     */
    <T> Uni<T> ask(Function<AppServerSession, Uni<? extends T>> question) {
        return Uni.createFrom().deferred(() -> {
            idleness.begun();
            return session().<T> chain(question).onTermination().invoke(idleness::done);
        });
    }

    private Uni<AppServerSession> session() {
        return Uni.createFrom().deferred(() -> Uni.createFrom().completionStage(starting().copy()));
    }

    private synchronized CompletableFuture<AppServerSession> starting() {
        if (closed) {
            return CompletableFuture.failedFuture(stopping());
        }
        if (current != null && current.isDone() && !session.isAlive()) {
            // It has died, and its channel is still busy with what it has left.
            forgetLost(current, session);
        }
        if (current == null) {
            CompletableFuture<AppServerSession> start = new CompletableFuture<>();
            current = start;
            if (restarting) {
                restarting = false;
                restarts++;
            }
            Duration delay = delay();
            if (delay.isZero()) {
                startSoon(start);
            } else {
                LOG.infof("codex app-server of client %s is tried again in %s", settings.label(), delay);
                timer.schedule(() -> startSoon(start), delay.toMillis(), TimeUnit.MILLISECONDS);
            }
            return start;
        }
        return current;
    }

    private void startSoon(CompletableFuture<AppServerSession> start) {
        try {
            workers.execute(() -> start(start));
        } catch (RejectedExecutionException stopping) {
            forget(start, false);
            start.completeExceptionally(stopping());
        }
    }

    private static CodexException stopping() {
        return new CodexShutdownException("The application is stopping: no turn is started any more");
    }

    private Duration delay() {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration delay = settings.restartDelay().multipliedBy(1L << Math.min(shortLives - 1, 16));
        Duration limited = delay.compareTo(settings.longestRestartDelay()) > 0 ? settings.longestRestartDelay() : delay;
        Duration rest = limited.minusNanos(System.nanoTime() - lastFailure);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private void start(CompletableFuture<AppServerSession> start) {
        // A thread cannot be opened while a process has it that is about to end.
        awaitClosed(endingSession());
        AppServerSession begun;
        synchronized (this) {
            if (closed) {
                start.completeExceptionally(stopping());
                return;
            }
            try {
                begun = new AppServerSession(channels.get(), timer, workers, settings, notifications, outlivesConnection,
                        lost -> gone(start, lost));
            } catch (RuntimeException | Error e) {
                forget(start, false);
                start.completeExceptionally(e);
                return;
            }
            session = begun;
            lives.add(begun);
        }
        try {
            begun.begin().chain(ready -> LostTurns.end(ready, orphans.turns())).subscribe().with(ready -> ready(start, ready),
                    failure -> failed(start, begun, failure));
        } catch (RuntimeException | Error e) {
            lives.remove(begun);
            failed(start, begun, e);
        }
    }

    private void ready(CompletableFuture<AppServerSession> start, AppServerSession ready) {
        synchronized (this) {
            failures = 0;
            readySince = System.nanoTime();
        }
        orphans.clear();
        start.complete(ready);
        idleness.timeout().ifPresent(timeout -> checkIdleAfter(timeout, start, ready));
    }

    private void checkIdleAfter(Duration delay, CompletableFuture<AppServerSession> start, AppServerSession watched) {
        try {
            timer.schedule(() -> checkIdle(start, watched), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.tracef("%s is closed", settings.label());
        }
    }

    private void checkIdle(CompletableFuture<AppServerSession> start, AppServerSession watched) {
        Duration rest;
        synchronized (this) {
            if (closed || current != start) {
                return;
            }
            rest = idleness.rest(isIdle(watched), watched.threads().lastUse());
            if (rest.isZero()) {
                current = null;
                ending = watched;
            }
        }
        if (rest.isZero()) {
            LOG.debugf("codex app-server of client %s is ended, for nothing was going on", settings.label());
            watched.close();
        } else {
            checkIdleAfter(rest, start, watched);
        }
    }

    private boolean isIdle(AppServerSession watched) {
        return watched.threads().areAllIdleAndKept() && !watched.isAwaitingAnswers() && !notifications.hasSubscribers();
    }

    private synchronized AppServerSession endingSession() {
        return ending;
    }

    private void gone(CompletableFuture<AppServerSession> start, AppServerSession lost) {
        lives.remove(lost);
        forgetLost(start, lost);
        endOrphans();
    }

    private synchronized void forgetLost(CompletableFuture<AppServerSession> start, AppServerSession lost) {
        if (outlivesConnection && current == start) {
            orphans.add(lost.running());
        }
        forget(start, true);
    }

    private void endOrphans() {
        synchronized (this) {
            if (closed || !orphans.goBack()) {
                return;
            }
        }
        session().subscribe().with(ready -> wentBack(true),
                failure -> wentBack(failure instanceof CodexConfigurationException));
    }

    private void wentBack(boolean enough) {
        orphans.wentBack();
        if (!enough) {
            endOrphans();
        }
    }

    private void failed(CompletableFuture<AppServerSession> start, AppServerSession begun, Throwable failure) {
        // A configuration that cannot be is no process that dies: to find that out again costs nothing.
        forget(start, !(failure instanceof CodexConfigurationException));
        begun.close();
        start.completeExceptionally(failure);
    }

    /** Makes room for another life, which is not begun before somebody needs it. */
    private synchronized void forget(CompletableFuture<AppServerSession> start, boolean died) {
        if (current == start) {
            current = null;
            if (died) {
                // A process that dies of its first thread again and again is none that has recovered.
                boolean lasted = failures == 0
                        && System.nanoTime() - readySince >= settings.longestRestartDelay().toNanos();
                shortLives = lasted ? 1 : shortLives + 1;
                failures++;
                restarting = true;
                lastFailure = System.nanoTime();
            }
        }
    }

    /**
     * Returns whether it has failed and is left alone for a while.
     */
    synchronized boolean isResting() {
        return current == null ? !delay().isZero() : failures > 0;
    }

    /**
     * Returns whether it has been started and is there.
     */
    synchronized boolean isConnected() {
        return current != null && current.isDone() && !current.isCompletedExceptionally() && session.isAlive();
    }

    /**
     * Returns how often it was lost or did not start, and had to be started again.
     */
    synchronized long restarts() {
        return restarts;
    }

    /**
     * Returns whether a thread is open in the server as it lives now.
     */
    synchronized boolean hasOpen(String threadId) {
        return current != null && session != null && session.threads().hasOpen(threadId);
    }

    /**
     * Ends the turns that would go on without their connection.
     *
     * @return completes when they are over, or at once where they end with the server
     */
    CompletableFuture<?> endTurns() {
        AppServerSession running;
        synchronized (this) {
            running = outlivesConnection && current != null ? session : null;
        }
        return running == null ? CompletableFuture.completedFuture(null)
                : LostTurns.end(running, running.running()).subscribeAsCompletionStage();
    }

    /**
     * Ends the server. Returns at once.
     */
    void close() {
        CompletableFuture<AppServerSession> awaited;
        synchronized (this) {
            closed = true;
            awaited = current;
            if (session != null) {
                session.close();
            }
        }
        if (awaited != null) {
            // A start that was put off does not happen any more.
            awaited.completeExceptionally(stopping());
        }
    }

    /**
     * Waits until nothing of the server is left.
     */
    void awaitClosed() {
        AppServerSession last;
        synchronized (this) {
            last = session;
        }
        lives.forEach(AppServerSession::awaitClosed);
        awaitClosed(endingSession());
        awaitClosed(last);
    }

    private static void awaitClosed(AppServerSession session) {
        if (session != null) {
            session.awaitClosed();
        }
    }
}
