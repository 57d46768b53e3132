package io.quarkiverse.codex.review;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How much of a source is fetched, and for how long. For one fetch, by one thread.
 */
final class FetchLimits {

    private final long maxBytes;
    private final Duration timeout;
    private final BooleanSupplier cancelled;
    private final long begin = System.nanoTime();

    FetchLimits(long maxBytes, Duration timeout, BooleanSupplier cancelled) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.cancelled = cancelled;
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * @param bytes what has been fetched so far
     * @throws RefusedException when it is enough
     */
    void check(long bytes) {
        if (bytes > maxBytes) {
            throw new RefusedException("There is more than " + maxBytes + " bytes to review, which is the limit:"
                    + " choose a part of it, or raise review.max-size");
        }
        if (System.nanoTime() - begin > timeout.toNanos()) {
            throw new RefusedException("Fetching the code takes longer than " + timeout.toSeconds()
                    + " seconds, which is the limit: choose something smaller, or raise review.fetch-timeout");
        }
        if (cancelled.getAsBoolean()) {
            throw new RefusedException("The review was cancelled");
        }
    }
}
