package io.quarkiverse.codex.hook;

/**
 * codex is about to send what it was asked to the model. It waits. A hook of this may refuse that, or tell the model more. To
 * change the input, or to have a refused turn fail, use {@link BeforeTurn}, which comes before codex is started.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface UserPromptSubmit extends HookContext {

    /**
     * Returns what codex was asked.
     *
     * @return the text, never {@code null}
     */
    String prompt();

    /**
     * Refuses: no further hook is asked, and the turn is completed without the model having been asked anything.
     *
     * @param reason why; not blank
     */
    void deny(String reason);

    /**
     * Tells the model something beside what it is asked.
     *
     * @param text what to tell it
     */
    void addContext(String text);
}
