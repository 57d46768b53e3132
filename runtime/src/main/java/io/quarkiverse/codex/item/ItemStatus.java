package io.quarkiverse.codex.item;

/**
 * How far a command, a patch or a tool call is.
 */
public enum ItemStatus {
    /** It runs. */
    IN_PROGRESS,
    /** It ended well. */
    COMPLETED,
    /** It ended badly: a non-zero exit code, a patch that did not apply, a tool that answered with an error. */
    FAILED,
    /** It was refused and never ran. */
    DECLINED,
    /** It was stopped before it ended. */
    INTERRUPTED,
    /** A status this version does not know, or none; the original stands in the item's {@code extra()}. */
    UNKNOWN
}
