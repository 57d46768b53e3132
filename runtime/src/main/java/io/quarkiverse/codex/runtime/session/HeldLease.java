package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.session.SessionBusyException;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The lease of a session for one turn: waits for it, renews it while the turn runs, and knows when it is lost.
 */
final class HeldLease {

    private static final Logger LOG = Logger.getLogger(HeldLease.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final SessionContext context;
    private final SessionStore store;
    private final SessionKey key;
    private final SessionSettings settings;
    private final ScheduledExecutorService timer;
    private final Patience patience;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private SessionLease lease;
    private boolean givenUp;
    private long heldUntil;
    private Cancellable renewal;

    HeldLease(SessionContext context, SessionKey key) {
        this.context = context;
        this.key = key;
        this.store = context.store();
        this.settings = context.settings();
        this.timer = context.timer();
        this.patience = context.patience();
    }

    /**
     * Takes the lease, waiting for it if need be: behind those of this replica that have come before.
     *
     * @return completes when the lease is held, and renewed from then on
     */
    Uni<SessionLease> take() {
        return Uni.createFrom().deferred(() -> {
            long begin = System.nanoTime();
            if (context.isStopping() || settings.leaseWait().compareTo(Duration.ZERO) <= 0) {
                return attempt(begin, FIRST_PAUSE);
            }
            WaitingLine.Place place = context.line().enter(key);
            if (place == null) {
                return Uni.createFrom().failure(this::crowded);
            }
            return place.first().ifNoItem().after(settings.leaseWait()).on(timer).failWith(this::busy)
                    .chain(() -> attempt(begin, FIRST_PAUSE)).onTermination().invoke(place::leave);
        });
    }

    private Uni<SessionLease> attempt(long begin, Duration pause) {
        if (context.isStopping()) {
            return Uni.createFrom().failure(() -> new CodexShutdownException("The turn of the session '" + key.name()
                    + "' was not started because the application is stopping"));
        }
        SessionLease late = lease();
        if (late != null) {
            // What was asked before was answered after all.
            return Uni.createFrom().item(late);
        }
        long asked = System.nanoTime();
        // Its answer is wanted even when nobody waits for it any more: a lease that nobody knows of stays taken for long.
        CompletableFuture<Optional<SessionLease>> answer = store.acquire(key, settings.leaseDuration())
                .onItem().invoke(given -> given.ifPresent(taken -> taken(taken, asked)))
                .subscribeAsCompletionStage();
        return patience.with(Uni.createFrom().completionStage(answer.copy()))
                .onItemOrFailure().transformToUni((given, failure) -> {
                    if (failure == null && given.isPresent()) {
                        return Uni.createFrom().item(given.get());
                    }
                    return again(begin, pause, failure);
                });
    }

    /** A store that cannot be reached is worth waiting for as another turn is. */
    private Uni<SessionLease> again(long begin, Duration pause, Throwable failure) {
        if (context.isStopping()) {
            return Uni.createFrom().failure(() -> new CodexShutdownException("Another turn of the session '" + key.name()
                    + "' runs, which is not waited for any more because the application is stopping"));
        }
        Duration left = settings.leaseWait().minusNanos(System.nanoTime() - begin);
        if (left.isNegative() || left.isZero()) {
            return Uni.createFrom().failure(failure == null ? busy() : failure);
        }
        return Uni.createFrom().voidItem().onItem().delayIt().onExecutor(timer).by(shorter(jittered(pause), left))
                .chain(() -> attempt(begin, shorter(pause.multipliedBy(2), LONGEST_PAUSE)));
    }

    private SessionBusyException busy() {
        return new SessionBusyException("Another turn of the session '" + key.name() + "' runs"
                + (settings.leaseWait().isZero() ? "" : " and did not end within " + settings.leaseWait())
                + ": try again later, or wait longer by quarkus.codex.session.lease.wait");
    }

    private SessionBusyException crowded() {
        return new SessionBusyException("Another turn of the session '" + key.name() + "' runs, and as many wait for it as may,"
                + " which is " + settings.leaseMostWaiting() + ": try again later, or let more of them wait by"
                + " quarkus.codex.session.lease.max-waiting");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos() + 1));
    }

    private synchronized void taken(SessionLease taken, long asked) {
        lease = taken;
        heldUntil = asked + settings.leaseDuration().toNanos();
        if (givenUp) {
            release(taken).subscribe().with(released -> {
            });
        } else {
            renewAfter(settings.leaseRenewal());
        }
    }

    /** Without a timer the application is gone, and nobody needs the lease. */
    private synchronized void renewAfter(Duration pause) {
        if (!givenUp && !isLost() && !timer.isShutdown()) {
            renewal = Uni.createFrom().voidItem().onItem().delayIt().onExecutor(timer)
                    .by(shorter(pause, left())).chain(this::renew)
                    .subscribe().with(held -> renewed(held), this::notRenewed);
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, heldUntil() - System.nanoTime()));
    }

    private Uni<Boolean> renew() {
        long asked = System.nanoTime();
        Duration left = left();
        if (left.isZero()) {
            return Uni.createFrom().item(false);
        }
        // An answer may be lost on its way: then there has to be time to ask once more.
        Duration wait = longer(left.dividedBy(2), FIRST_PAUSE);
        return store.renew(lease, settings.leaseDuration())
                .ifNoItem().after(wait).on(timer).failWith(() -> new SessionException("The store did not answer in time"))
                .invoke(held -> prolong(held, asked));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private synchronized long heldUntil() {
        return heldUntil;
    }

    private synchronized void prolong(boolean held, long asked) {
        if (held) {
            heldUntil = asked + settings.leaseDuration().toNanos();
        }
    }

    private void renewed(boolean held) {
        if (held) {
            renewAfter(settings.leaseRenewal());
        } else {
            lose(new SessionLostException("The session '" + key.name() + "' could not be kept: another replica has taken it,"
                    + " or could have, because this one could not renew its lease in time. The turn was ended"));
        }
    }

    private void notRenewed(Throwable failure) {
        Duration left = left();
        if (!left.isZero()) {
            LOG.warnf("The lease of the session '%s' could not be renewed, which is tried again: %s", key.name(), failure);
            renewAfter(longer(left.dividedBy(4), FIRST_PAUSE));
        } else {
            lose(new SessionLostException("The session '" + key.name() + "' could not be kept: its lease could not be renewed"
                    + " in time. The turn was ended", failure));
        }
    }

    /**
     * Notes that somebody else has the lease.
     */
    void lose(SessionLostException reason) {
        end.completeExceptionally(reason);
    }

    /**
     * Returns the lease, once it was taken.
     */
    synchronized SessionLease lease() {
        return lease;
    }

    /**
     * Returns whether somebody else has the lease, or may have it.
     */
    boolean isLost() {
        return end.isCompletedExceptionally();
    }

    /**
     * Tells when the lease is lost; never, when it is given back before.
     *
     * @param executor where to tell it
     */
    void whenLost(Consumer<Throwable> listener, Executor executor) {
        end.whenComplete((givenBack, reason) -> {
            if (reason != null) {
                executor.execute(() -> listener.accept(reason));
            }
        });
    }

    /**
     * Gives the lease back. One that is still being waited for is given back as soon as it comes.
     *
     * @return completes when others may have it; never fails
     */
    Uni<Void> release() {
        return Uni.createFrom().deferred(() -> {
            SessionLease held;
            synchronized (this) {
                givenUp = true;
                held = lease;
                if (renewal != null) {
                    renewal.cancel();
                }
            }
            end.complete(null);
            // One that is lost nobody has to wait for.
            return held == null || isLost() ? Uni.createFrom().voidItem() : release(held);
        });
    }

    private Uni<Void> release(SessionLease held) {
        return patience.with(store.release(held)).onFailure().recoverWithUni(failure -> {
            notReleased(failure);
            return Uni.createFrom().voidItem();
        });
    }

    private void notReleased(Throwable failure) {
        LOG.warnf("The lease of the session '%s' could not be given back, it ends in %s at the latest: %s", key.name(),
                settings.leaseDuration(), failure);
    }
}
