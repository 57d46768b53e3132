package io.quarkiverse.codex.hook;

/**
 * codex has opened a thread. This comes once for each {@link io.quarkiverse.codex.CodexThread}, in its first turn, where
 * {@link io.quarkiverse.codex.event.ThreadStarted} comes in every turn. {@link #threadId()} is known.
 */
public interface ThreadOpened extends HookContext {

    /**
     * Returns whether the thread had been there before.
     *
     * @return {@code true} for a thread that was resumed or forked, {@code false} for a new one
     */
    boolean resumed();
}
