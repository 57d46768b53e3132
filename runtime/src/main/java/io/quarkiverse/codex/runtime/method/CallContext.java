package io.quarkiverse.codex.runtime.method;

/**
 * What is there while a call runs, and no longer. One instance serves one call.
 */
interface CallContext {

    /**
     * Begins, on the thread that runs the call.
     */
    void begin();

    /**
     * Ends, on any thread. To end again does no harm.
     */
    void end();
}
