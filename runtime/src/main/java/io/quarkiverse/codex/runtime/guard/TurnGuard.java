package io.quarkiverse.codex.runtime.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexShutdownException;
import io.smallrye.mutiny.Uni;

/**
 * Guards the turns of a client. Thread-safe.
 */
public final class TurnGuard implements AutoCloseable {

    private final Bulkhead bulkhead;
    private final Premise premise;
    private final Executor workers;
    private volatile boolean closed;

    /**
     * @param limits how many turns there may be
     * @param premise what has to be so before the first of them
     * @param workers runs what turns do once they need not wait any more
     */
    public TurnGuard(TurnLimits limits, Premise premise, Executor workers) {
        this.premise = premise;
        this.workers = workers;
        this.bulkhead = new Bulkhead(limits.mostAtATime(), limits.mostQueued(), workers,
                () -> new CodexOverloadedException(limits.exceeded()));
    }

    /**
     * Makes what a turn shows when it begins. It has to be given back, whatever becomes of the turn.
     *
     * @return a pass for one turn, never {@code null}
     */
    public Pass newPass() {
        return new Pass(bulkhead.new Place());
    }

    /**
     * Waits until turns may begin at all.
     *
     * @return completes when they may, on a worker; fails when they may not, or when that could not be found out
     */
    public Uni<Void> mayBegin() {
        return premise.holds().emitOn(workers);
    }

    /**
     * Returns how many turns have their permission.
     */
    public int active() {
        return bulkhead.taken();
    }

    /**
     * Returns how many turns wait for permission.
     */
    public int queued() {
        return bulkhead.queued();
    }

    /**
     * Lets no turn begin any more: those that wait fail. The turns that have begun are left alone.
     */
    @Override
    public void close() {
        closed = true;
        bulkhead.close(() -> new CodexShutdownException("The turn was not started because the application is stopping"));
    }

    /**
     * Returns whether no turn is let in any more.
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Returns when the last turn that had begun is over, after the guard was closed.
     *
     * @return completes on a worker; for several to look at, and for nobody to complete
     */
    public CompletionStage<Void> whenIdle() {
        return bulkhead.empty();
    }

    /**
     * A turn's permission to run. Thread-safe.
     */
    public final class Pass {

        private final Bulkhead.Place place;
        private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();

        private Pass(Bulkhead.Place place) {
            this.place = place;
        }

        /**
         * Asks for permission, for one subscriber.
         *
         * @return completes when the turn may begin, at once or on a worker; and also when the pass was withdrawn or given
         *         back, which the turn knows of. Fails with {@link CodexOverloadedException} when there are too many turns,
         *         and with {@link CodexException} when the client is closed or its turns may not begin
         */
        public Uni<Void> enter() {
            // With its place: so many may wait for that as may wait at all.
            return premise.isSeen() ? place.take() : place.take().chain(this::premise);
        }

        private Uni<Void> premise() {
            return Uni.combine().any().of(premise.holds(), Uni.createFrom().completionStage(withdrawn::copy)).emitOn(workers);
        }

        /**
         * Ends the waiting of a turn that is not to begin any more. One that has its permission keeps it.
         */
        public void withdraw() {
            place.giveUp();
            withdrawn.complete(null);
        }

        /**
         * Says that nothing of the turn is left, or that it never begins. Does nothing the second time.
         */
        public void giveBack() {
            place.giveBack();
        }
    }
}
