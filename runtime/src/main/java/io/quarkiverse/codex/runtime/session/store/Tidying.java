package io.quarkiverse.codex.runtime.session.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When sessions that have expired are removed that nobody asks for: now and then, by whoever stores something. Thread-safe.
 */
public final class Tidying {

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /**
     * Returns whether it is time, to one of those who ask.
     *
     * @param ttl after what time a session expires that is stored now: where none does, there is nothing to be done
     */
    public boolean isDue(Optional<Duration> ttl) {
        long now = System.nanoTime();
        long due = next.get();
        return ttl.isPresent() && now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos());
    }
}
