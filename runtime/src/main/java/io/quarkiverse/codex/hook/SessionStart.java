package io.quarkiverse.codex.hook;

/**
 * codex has begun with a thread, new or resumed, and nothing was sent to the model yet. It waits. A hook of this may tell the
 * model something.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface SessionStart extends HookContext {

    /**
     * Returns why codex has begun.
     *
     * @return {@code startup}, {@code resume}, or another word of codex; never {@code null}
     */
    String source();

    /**
     * Tells the model something before all else.
     *
     * @param text what to tell it
     */
    void addContext(String text);
}
