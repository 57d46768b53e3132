package io.quarkiverse.codex.hook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex wants to do what its approval policy does not let it do unasked. It waits. A hook of this may decide; when none does,
 * the application's approval policies are asked. There is none of this on the exec transport, where codex never asks: there
 * codex is not tried out for it, either.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface PermissionRequest extends HookContext {

    /**
     * Returns the tool as codex' hooks call it.
     *
     * @return see {@link PreToolUse#tool()}
     */
    String tool();

    /**
     * Returns what the tool is to be given.
     *
     * @return see {@link PreToolUse#input()}
     */
    JsonNode input();

    /**
     * Allows it: nobody else is asked, unless a hook after this one denies it.
     */
    void allow();

    /**
     * Refuses: nobody else is asked, and the model is told why.
     *
     * @param reason why, for the model; not blank
     */
    void deny(String reason);
}
