package io.quarkiverse.codex.hook;

/**
 * A moment in the life of an item.
 */
public enum ItemPhase {

    /** codex has begun it. */
    STARTED,

    /** There is more of it than before. */
    UPDATED,

    /** It is finished, well or badly. */
    COMPLETED
}
