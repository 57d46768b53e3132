package io.quarkiverse.codex.hook;

/**
 * The model has nothing more to do, and codex is about to end the turn. It waits. A hook of this may have the model go on.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface Stop extends HookContext {

    /**
     * Returns whether a hook has had the model go on in this turn before. Whoever always has it go on never ends the turn.
     *
     * @return {@code true} from the second time on
     */
    boolean hasGoneOn();

    /**
     * Has the model go on. No further hook is asked.
     *
     * @param prompt what it is to do; not blank
     */
    void goOn(String prompt);
}
