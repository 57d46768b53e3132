package io.quarkiverse.codex;

/**
 * What the commands that codex runs may do to the machine.
 */
public enum SandboxMode {
    /** Read anything, write nothing, no network. */
    READ_ONLY("read-only"),
    /** Write in the working directory, the additional directories and temporary directories; network only if allowed. */
    WORKSPACE_WRITE("workspace-write"),
    /** No sandbox: commands may do whatever the application's user may. For machines that are sandboxes themselves. */
    DANGER_FULL_ACCESS("danger-full-access");

    private final String wireName;

    SandboxMode(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns codex' own name of the mode.
     *
     * @return the name, never {@code null}
     */
    public String wireName() {
        return wireName;
    }
}
