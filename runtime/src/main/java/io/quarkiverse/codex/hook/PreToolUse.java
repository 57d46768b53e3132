package io.quarkiverse.codex.hook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex wants to use one of its tools: to run a command, to change files, to call a tool of an MCP server. It waits. A hook of
 * this may refuse that, change what the tool is given, or tell the model something.
 * <p>
 * To be used until the hook's method has ended, or what it returned has completed. Not thread-safe. The tools that codex uses
 * at the same time have their hooks at the same time.
 */
public interface PreToolUse extends HookContext {

    /**
     * Returns the tool as codex' hooks call it.
     *
     * @return {@code Bash} for a command, {@code apply_patch} for a change of files, {@code mcp__<server>__<tool>} for a tool
     *         of an MCP server, or another name; never {@code null}
     */
    String tool();

    /**
     * Returns the call.
     *
     * @return the id that the model gave it, never {@code null}
     */
    String callId();

    /**
     * Returns what the tool is to be given, as hooks before this one have left it.
     *
     * @return the input, for a command and a change of files with the member {@code command}; not to be changed in place;
     *         never {@code null}
     */
    JsonNode input();

    /**
     * Has the tool given something else.
     *
     * @param input what to give it, in the same form
     */
    void input(JsonNode input);

    /**
     * Refuses: the tool is not used, no further hook is asked, and the model is told why.
     *
     * @param reason why, for the model; not blank
     */
    void deny(String reason);

    /**
     * Tells the model something beside the tool's answer.
     *
     * @param text what to tell it
     */
    void addContext(String text);
}
