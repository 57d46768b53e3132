package io.quarkiverse.codex.runtime.guard;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.quarkiverse.codex.CodexConfigurationException;
import io.smallrye.mutiny.Uni;

/**
 * What has to be seen to be so before the first turn of a client begins. It is looked at once, for all who wait; what was seen
 * is kept, and where nothing could be seen, whoever comes next has it looked at again. Thread-safe.
 */
public final class Premise {

    /** There is nothing to look at. */
    public static final Premise NONE = new Premise(() -> Uni.createFrom().item(Optional.empty()));

    private final Supplier<Uni<? extends Optional<String>>> look;
    /** {@code null} until somebody wants to know, and again after a failure. Guarded by this. */
    private CompletableFuture<Optional<String>> seen;

    /**
     * @param look looks at it: tells nothing when all is well, or else why no turn may begin; fails when it could not be seen
     */
    public Premise(Supplier<Uni<? extends Optional<String>>> look) {
        this.look = look;
    }

    /**
     * Waits until it was seen. Whoever stops waiting does not end the waiting of others.
     *
     * @return completes when turns may begin, on any thread. Fails with {@link CodexConfigurationException} when they never
     *         may, and with the failure to look
     */
    public Uni<Void> holds() {
        return this == NONE ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(() -> seen().copy()).chain(Premise::verdict);
    }

    private static Uni<Void> verdict(Optional<String> refusal) {
        return refusal.isEmpty() ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new CodexConfigurationException(refusal.get()));
    }

    /**
     * Returns whether it was seen to be so.
     */
    synchronized boolean isSeen() {
        return this == NONE
                || seen != null && seen.isDone() && !seen.isCompletedExceptionally() && seen.join().isEmpty();
    }

    private CompletableFuture<Optional<String>> seen() {
        CompletableFuture<Optional<String>> begun;
        synchronized (this) {
            if (seen != null) {
                return seen;
            }
            begun = new CompletableFuture<>();
            seen = begun;
        }
        Uni.createFrom().deferred(look).subscribe().with(begun::complete, failure -> {
            forget();
            begun.completeExceptionally(failure);
        });
        return begun;
    }

    private synchronized void forget() {
        seen = null;
    }
}
