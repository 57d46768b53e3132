package io.quarkiverse.codex.runtime.storage;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.quarkiverse.codex.CodexException;
import io.smallrye.mutiny.Uni;

/**
 * Does what blocks on the threads of a store. They are its own: on the pool on which the application waits for its turns, what
 * these wait for would wait behind them. Nothing of the caller's goes there, least of all its transaction.
 */
public final class BlockingCalls {

    private final Executor threads;
    private final Function<Exception, ? extends CodexException> failure;

    /**
     * @param threads where to do it
     * @param failure what a failure becomes that is no {@link CodexException}
     */
    public BlockingCalls(Executor threads, Function<Exception, ? extends CodexException> failure) {
        this.threads = threads;
        this.failure = failure;
    }

    /**
     * Makes a call.
     *
     * @return what it returns, on a thread that may block
     */
    public <T> Uni<T> call(Callable<T> call) {
        return Uni.createFrom().completionStage(() -> {
            CompletableFuture<T> result = new CompletableFuture<>();
            threads.execute(() -> {
                try {
                    result.complete(call.call());
                } catch (CodexException e) {
                    result.completeExceptionally(e);
                } catch (Exception e) {
                    result.completeExceptionally(failure.apply(e));
                } catch (Error e) {
                    result.completeExceptionally(e);
                }
            });
            return result;
        });
    }
}
