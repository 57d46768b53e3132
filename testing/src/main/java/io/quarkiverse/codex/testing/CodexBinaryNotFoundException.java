package io.quarkiverse.codex.testing;

import java.util.List;

/**
 * No codex could be found or installed. The message names every place that was looked at and the command that mends it.
 */
public final class CodexBinaryNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> placesLookedAt;

    CodexBinaryNotFoundException(String reason, List<String> placesLookedAt, String remedy, Throwable cause) {
        super(message(reason, placesLookedAt, remedy), cause);
        this.placesLookedAt = List.copyOf(placesLookedAt);
    }

    /**
     * The places that were looked at, in the order they were tried, each with what was wrong there.
     *
     * @return an immutable list, never {@code null}
     */
    public List<String> placesLookedAt() {
        return placesLookedAt;
    }

    private static String message(String reason, List<String> places, String remedy) {
        StringBuilder message = new StringBuilder(reason).append("\nLooked at:");
        places.forEach(place -> message.append("\n  - ").append(place));
        return message.append("\nTo mend it: ").append(remedy).toString();
    }
}
