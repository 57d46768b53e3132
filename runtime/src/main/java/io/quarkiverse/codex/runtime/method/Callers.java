package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.Executor;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Tells who calls.
 */
@FunctionalInterface
public interface Callers {

    /** Of a client that lives in no application. */
    Callers NOBODY = () -> Caller.NOBODY;

    /**
     * Captures who is calling now, and what travels with a call: the security identity, the current span.
     *
     * @return the caller, never {@code null}
     */
    Caller current();

    /** The threads of a JVM without an application, which has no event loop. */
    static Executor plainThreads(ExecutionModel model) {
        return model == ExecutionModel.EVENT_LOOP ? Runnable::run
                : command -> Infrastructure.getDefaultWorkerPool().execute(command);
    }
}
