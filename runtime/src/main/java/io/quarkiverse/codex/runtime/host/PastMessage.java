package io.quarkiverse.codex.runtime.host;

import java.util.Objects;

/**
 * Something that was said in a thread that this one stands in for.
 *
 * @param speaker who said it, never {@code null}
 * @param text what was said, never {@code null}
 */
public record PastMessage(Speaker speaker, String text) {

    public PastMessage {
        Objects.requireNonNull(speaker, "speaker");
        Objects.requireNonNull(text, "text");
    }

    /**
     * Tells the length of the text, not the text: prompts do not belong in logs.
     */
    @Override
    public String toString() {
        return speaker + "[" + text.length() + " characters]";
    }

    /** Who takes part in a thread. */
    public enum Speaker {
        /** Whoever gives the turns their input. */
        USER,
        /** codex. */
        AGENT
    }
}
