package io.quarkiverse.codex.runtime.method;

/**
 * Where a method runs.
 */
public enum ExecutionModel {

    /** On an event loop, which it must not block. */
    EVENT_LOOP,

    /** On a thread of the worker pool. */
    WORKER,

    /** On a virtual thread; before Java 21 on a worker. */
    VIRTUAL_THREAD
}
