package io.quarkiverse.codex.runtime.host;

import java.util.List;

/**
 * Where codex itself stops to ask a hook. Each tells what it has to ask by its own members; to ask for one that it does not
 * have makes codex skip the hook in silence.
 */
public enum NativeHookPoint {

    /** A thread is begun with. */
    SESSION_START("SessionStart", "session_id", "cwd", "source"),
    /** The model is about to be asked. */
    USER_PROMPT_SUBMIT("UserPromptSubmit", "session_id", "turn_id", "cwd", "prompt"),
    /** A tool is about to be used. */
    PRE_TOOL_USE("PreToolUse", "session_id", "turn_id", "cwd", "tool_name", "tool_use_id", "tool_input"),
    /** What the approval policy does not allow is about to be asked for. */
    PERMISSION_REQUEST("PermissionRequest", "session_id", "turn_id", "cwd", "tool_name", "tool_input"),
    /** A tool has been used. */
    POST_TOOL_USE("PostToolUse", "session_id", "turn_id", "cwd", "tool_name", "tool_use_id", "tool_input", "tool_response"),
    /** The turn is about to end. */
    STOP("Stop", "session_id", "turn_id", "cwd", "stop_hook_active");

    private final String wireName;
    private final List<String> members;

    NativeHookPoint(String wireName, String... members) {
        this.wireName = wireName;
        this.members = List.of(members);
    }

    /**
     * Returns codex' name of the point.
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns what codex tells at this point.
     */
    public List<String> members() {
        return members;
    }
}
