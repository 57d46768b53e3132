package io.quarkiverse.codex;

/**
 * When codex asks before it acts: {@code approval-policy} in codex' own words and in {@code quarkus.codex.approval-policy}.
 * What it is answered is for an {@link io.quarkiverse.codex.approval.ApprovalPolicy} to say.
 */
public enum ApprovalMode {
    /** It asks before every command that is not known to be safe. The exec transport, which nobody can answer, refuses it. */
    UNTRUSTED("untrusted"),
    /** It asks where it thinks it should. On the exec transport nobody answers, which means no. */
    ON_REQUEST("on-request"),
    /** It never asks; what the sandbox forbids fails. */
    NEVER("never");

    private final String wireName;

    ApprovalMode(String wireName) {
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
