package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.session.SessionBusyException;
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

    private final SessionStore store;
    private final SessionKey key;
    private final SessionSettings settings;
    private final ScheduledExecutorService timer;
    private final Patience patience;
    private final BooleanSupplier stopping;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private SessionLease lease;
    private boolean givenUp;
    private long heldUntil;
    private Cancellable renewal;

    /**
     * @param stopping whether the lease is not to be waited for any more
     */
    HeldLease(SessionStore store, SessionKey key, SessionSettings settings, ScheduledExecutorService timer,
            BooleanSupplier stopping) {
        this.store = store;
        this.key = key;
        this.settings = settings;
        this.timer = timer;
        this.patience = new Patience(settings.leaseDuration(), timer);
        this.stopping = stopping;
    }

    /**
     * Takes the lease, waiting for it if need be.
     *
     * @return completes when the lease is held, and renewed from then on
     */
    Uni<SessionLease> take() {
        long begin = System.nanoTime();
        return Uni.createFrom().deferred(() -> attempt(begin, FIRST_PAUSE));
    }

    private Uni<SessionLease> attempt(long begin, Duration pause) {
        long asked = System.nanoTime();
        // Its answer is wanted even when nobody waits for it any more: a lease that nobody knows of stays taken for long.
        CompletableFuture<Optional<SessionLease>> answer = store.acquire(key, settings.leaseDuration())
                .onItem().invoke(given -> given.ifPresent(taken -> taken(taken, asked)))
                .subscribeAsCompletionStage();
        return patience.with(Uni.createFrom().completionStage(answer.copy())).chain(given -> {
            if (given.isPresent()) {
                return Uni.createFrom().item(given.get());
            }
            if (stopping.getAsBoolean()) {
                return Uni.createFrom().failure(() -> new CodexShutdownException("Another turn of the session '" + key.name()
                        + "' runs, which is not waited for any more because the application is stopping"));
            }
            Duration left = settings.leaseWait().minusNanos(System.nanoTime() - begin);
            if (left.isNegative() || left.isZero()) {
                return Uni.createFrom().failure(busy());
            }
            Duration next = shorter(jittered(pause), left);
            return Uni.createFrom().voidItem().onItem().delayIt().onExecutor(timer).by(next)
                    .chain(() -> attempt(begin, shorter(pause.multipliedBy(2), LONGEST_PAUSE)));
        });
    }

    private SessionBusyException busy() {
        return new SessionBusyException("Another turn of the session '" + key.name() + "' runs"
                + (settings.leaseWait().isZero() ? "" : " and did not end within " + settings.leaseWait())
                + ": try again later, or wait longer by quarkus.codex.session.lease.wait");
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
            renewLater();
        }
    }

    private synchronized void renewLater() {
        if (!givenUp && !isLost()) {
            Duration left = Duration.ofNanos(Math.max(0, heldUntil - System.nanoTime()));
            renewal = Uni.createFrom().voidItem().onItem().delayIt().onExecutor(timer)
                    .by(shorter(settings.leaseRenewal(), left)).chain(this::renew)
                    .subscribe().with(held -> renewed(held), this::notRenewed);
        }
    }

    private Uni<Boolean> renew() {
        long asked = System.nanoTime();
        Duration left = Duration.ofNanos(heldUntil() - asked);
        if (left.isNegative() || left.isZero()) {
            return Uni.createFrom().item(false);
        }
        return store.renew(lease, settings.leaseDuration())
                .ifNoItem().after(left).on(timer).recoverWithItem(false)
                .invoke(held -> prolong(held, asked));
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
            renewLater();
        } else {
            lose(new SessionLostException("The session '" + key.name() + "' could not be kept: another replica has taken it,"
                    + " or could have, because this one could not renew its lease in time. The turn was ended"));
        }
    }

    private void notRenewed(Throwable failure) {
        if (System.nanoTime() - heldUntil() < 0) {
            LOG.warnf("The lease of the session '%s' could not be renewed, which is tried again: %s", key.name(), failure);
            renewLater();
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
