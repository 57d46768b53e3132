package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.Callable;

import io.smallrye.mutiny.Uni;

/**
 * On whose behalf the application's code is called. Captured where a turn is subscribed to, used for as long as it lasts.
 * Thread-safe.
 */
@FunctionalInterface
public interface Caller {

    /** Nobody in particular: the code runs on the worker pool, or where it is subscribed to for an event loop, as it is. */
    Caller NOBODY = (model, code) -> new MethodCall(code, null).on(Callers.plainThreads(model));

    /**
     * Calls the application's code in a context of its own. Neither this method nor subscribing blocks or throws.
     *
     * @param model where the code runs
     * @param code what is called. What it returns, if that is a {@code Uni} or a {@code CompletionStage}, is waited for
     * @return what came of it, {@code null} for nothing, on any thread; fails with what the code throws. Each subscription
     *         calls anew. Cancelling before the code has begun means that it never begins, later it cancels the {@code Uni} or
     *         {@code CompletionStage} that the code has returned; code that is running is not interrupted
     */
    Uni<Object> call(ExecutionModel model, Callable<?> code);

    /**
     * Returns the same caller with something to be done before each call.
     *
     * @param preparation runs on the thread and in the context of each call, which are left to it: it need not clear up
     * @return the caller, never {@code null}
     */
    default Caller after(Runnable preparation) {
        return (model, code) -> call(model, () -> {
            preparation.run();
            return code.call();
        });
    }
}
