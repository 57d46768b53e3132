package io.quarkiverse.codex.runtime.session;

import java.time.Duration;
import java.util.Optional;

/**
 * How sessions are kept.
 *
 * @param ttl after what time without a turn a session is forgotten; empty for never
 * @param leaseDuration how long a session stays taken when its replica dies
 * @param leaseRenewal how often a replica says that it is alive
 * @param leaseWait how long a turn waits for another one of its session
 * @param leaseMostWaiting how many turns of this replica may wait for the same session
 * @param mostPastCharacters how much of what was said a thread is told that stands in for another
 * @param closeThreads whether codex is to close the thread after a turn, for another process may want to open it
 */
public record SessionSettings(Optional<Duration> ttl, Duration leaseDuration, Duration leaseRenewal, Duration leaseWait,
        int leaseMostWaiting, int mostPastCharacters, boolean closeThreads) {
}
