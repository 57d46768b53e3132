package io.quarkiverse.codex.hook;

/**
 * What becomes of a turn whose hook fails or takes too long. However it is, the failure is logged, and what the hook has
 * changed until then is dropped.
 */
public enum OnError {

    /**
     * Who may refuse and could not say yes has refused: after a {@link BeforeTurn} hook has failed, the turn is not begun and
     * fails with {@link io.quarkiverse.codex.CodexHookException}; after a {@link BeforeTool} hook has failed, the tool is not
     * called, the model is told so, and the turn goes on; {@link PreToolUse}, {@link PermissionRequest} and
     * {@link UserPromptSubmit} have denied. All other hooks are only observers: as with {@link #LOG}.
     */
    DEFAULT,

    /** The turn goes on as if there were no such hook. */
    LOG,

    /**
     * The turn fails with {@link io.quarkiverse.codex.CodexHookException}: at once, or, after a tool's hook, with its next
     * event. The result of the tool is then withheld from the model, and what may be denied is.
     */
    FAIL
}
