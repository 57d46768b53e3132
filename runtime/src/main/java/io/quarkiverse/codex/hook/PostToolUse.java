package io.quarkiverse.codex.hook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex has used one of its tools and is about to tell the model what came of it. It waits. A hook of this may have the model
 * told something else, or more.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe.
 */
public interface PostToolUse extends HookContext {

    /**
     * Returns the tool as codex' hooks call it.
     *
     * @return see {@link PreToolUse#tool()}
     */
    String tool();

    /**
     * Returns the call.
     *
     * @return the id that the model gave it, never {@code null}
     */
    String callId();

    /**
     * Returns what the tool was given.
     *
     * @return see {@link PreToolUse#input()}
     */
    JsonNode input();

    /**
     * Returns what the tool answered.
     *
     * @return a text or an object, as the tool is; not to be changed in place; never {@code null}
     */
    JsonNode response();

    /**
     * Withholds the tool's answer and tells the model something else. No further hook is asked.
     *
     * @param text what to tell it instead; not blank
     */
    void replaceResponse(String text);

    /**
     * Tells the model something beside the tool's answer.
     *
     * @param text what to tell it
     */
    void addContext(String text);
}
