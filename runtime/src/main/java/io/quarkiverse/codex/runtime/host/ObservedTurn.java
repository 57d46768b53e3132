package io.quarkiverse.codex.runtime.host;

import java.util.Optional;

/**
 * A turn that is observed: what is known of it when it is asked. Thread-safe.
 */
public interface ObservedTurn {

    /**
     * Returns the name of the client that runs it.
     */
    String clientName();

    /**
     * Returns codex' id of the thread it runs on; empty until a new one has been opened.
     */
    Optional<String> threadId();

    /**
     * Returns codex' id of the turn; empty until codex has told it, and always on a transport that does not.
     */
    Optional<String> turnId();

    /**
     * Returns whether no turn has opened its thread object before, as long as this one has not.
     */
    boolean opensThread();
}
