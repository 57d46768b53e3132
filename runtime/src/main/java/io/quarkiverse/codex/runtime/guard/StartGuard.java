package io.quarkiverse.codex.runtime.guard;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * Stands around the start of each attempt at a turn. Thread-safe.
 */
@FunctionalInterface
public interface StartGuard {

    /** Lets everything pass. */
    StartGuard NONE = Supplier::get;

    /**
     * Guards a start.
     *
     * @param start starts the attempt when it is called, once at most; what it returns completes when the model has begun to
     *        answer, or fails with the attempt, or with {@link StartAbandonedException} when nobody will know how it would
     *        have begun
     * @return for one subscriber: completes or fails as the start does; or fails with a
     *         {@link io.quarkiverse.codex.CodexException} of the guard's own, in place of calling {@code start} or afterwards,
     *         which ends the attempt
     */
    Uni<Void> guard(Supplier<Uni<Void>> start);
}
