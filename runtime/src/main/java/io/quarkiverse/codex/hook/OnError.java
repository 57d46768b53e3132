package io.quarkiverse.codex.hook;

/**
 * What becomes of a turn whose hook fails or takes too long. However it is, the failure is logged, and what the hook has
 * changed until then is dropped.
 */
public enum OnError {

    /**
     * Who may refuse and could not say yes has refused: after a {@link BeforeTurn} hook has failed, the turn is not begun and
     * fails with {@link io.quarkiverse.codex.CodexHookException}; after a {@link BeforeTool} or {@link PreToolUse} hook has
     * failed, the tool is not called, the model is told so, and the turn goes on; after a {@link PermissionRequest} hook, what
     * codex asks leave for is denied; after a {@link UserPromptSubmit} hook, the model is not asked. All other hooks are only
     * observers: as with {@link #LOG}.
     */
    DEFAULT,

    /** The turn goes on as if there were no such hook. */
    LOG,

    /**
     * The turn fails with {@link io.quarkiverse.codex.CodexHookException}: at once, or, after a hook of a tool or one that
     * codex itself waits for, with its next event. What {@link #DEFAULT} refuses is refused until then, and after an
     * {@link AfterTool}, {@link ToolFailure} or {@link PostToolUse} hook the result of the tool is withheld from the model.
     * The hooks of {@link TurnFailure} are told, also where the hook was one of {@link AfterTurn}, but not where it was one of
     * {@link SessionLoaded} or {@link SessionSaved}. Their own failures, and those of {@link SessionSaved} after a turn that
     * has failed, are only logged.
     */
    FAIL
}
