package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

import io.quarkiverse.codex.session.SessionException;
import io.smallrye.mutiny.Uni;

/**
 * How long is waited for the store of the sessions: one that never answers must not keep a turn from ending.
 *
 * @param limit how long: as long as a lease, for without its answer that is lost then
 * @param timer tells when the time is up
 */
record Patience(Duration limit, ScheduledExecutorService timer) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** As long as it takes to start a store again. */
    private static final int MOST_RETRIES = 10;

    /**
     * Waits for an answer, and asks again when there is none.
     *
     * @param answer asks when it is subscribed to
     * @param passing tells after which failures it is to be asked again
     */
    <T> Uni<T> insisting(Uni<T> answer, Predicate<Throwable> passing) {
        return with(answer).onFailure(passing).retry().withExecutor(timer).withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(MOST_RETRIES);
    }

    /**
     * Waits for an answer.
     *
     * @return what the store answers; fails when it does not in time, unless the application is stopping and there is no more
     *         time to be told
     */
    <T> Uni<T> with(Uni<T> answer) {
        return Uni.createFrom().deferred(() -> timer.isShutdown() ? answer
                : answer.ifNoItem().after(limit).on(timer).failWith(() -> new SessionException(
                        "The store of the sessions did not answer within " + limit + ": see whether it can be reached")));
    }
}
