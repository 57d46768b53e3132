package io.quarkiverse.codex.runtime.method;

/**
 * Where a method runs.
 */
public enum ExecutionModel {

    /** On an event loop, which it must not block. */
    EVENT_LOOP,

    /** On a thread that may be blocked. */
    WORKER,

    /** On a virtual thread; where there are none as {@link #WORKER}. */
    VIRTUAL_THREAD
}
