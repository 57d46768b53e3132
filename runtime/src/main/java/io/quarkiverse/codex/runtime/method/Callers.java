package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.Executor;

import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Tells who calls.
 */
public interface Callers {

    /** Of a client that lives in no application. */
    Callers NOBODY = new Callers() {

        @Override
        public Caller current() {
            return Caller.NOBODY;
        }

        @Override
        public Executor workers() {
            return plainThreads(ExecutionModel.WORKER);
        }
    };

    /**
     * Captures who is calling now, and what travels with a call: the security identity, the current span.
     *
     * @return the caller, never {@code null}
     */
    Caller current();

    /**
     * Returns what does what may block. In an application it never waits for the pool on which that waits for its turns.
     */
    Executor workers();

    /** The threads of a JVM without an application, which has no event loop. */
    static Executor plainThreads(ExecutionModel model) {
        return model == ExecutionModel.EVENT_LOOP ? Runnable::run
                : command -> Infrastructure.getDefaultWorkerPool().execute(command);
    }
}
