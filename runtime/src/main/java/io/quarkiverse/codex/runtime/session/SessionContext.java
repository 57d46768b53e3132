package io.quarkiverse.codex.runtime.session;

import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.codex.runtime.host.ThreadAccess;
import io.quarkiverse.codex.session.SessionStore;

/**
 * What the sessions of a client have in common.
 *
 * @param store where they are kept
 * @param threads the client's threads
 * @param settings how they are kept
 * @param redaction what is taken out of what is kept
 * @param timer when leases are renewed and waited for
 * @param running the turns that run
 * @param observer watches them
 * @param line the turns that wait
 */
record SessionContext(SessionStore store, ThreadAccess threads, SessionSettings settings, Redaction redaction,
        ScheduledExecutorService timer, RunningSessions running, SessionObserver observer,
        WaitingLine line) {

    /**
     * Returns whether nothing is to be waited for any more: no turn would be let in afterwards.
     */
    boolean isStopping() {
        return running.isStopping() || threads.isClosed();
    }

    /**
     * Returns how long the store is waited for.
     */
    Patience patience() {
        return new Patience(settings.leaseDuration(), timer);
    }
}
