package io.quarkiverse.codex.event;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An attempt at the turn has failed, and after a while the turn is tried again. What came before this event belongs to the
 * attempt that failed, what comes after it to the next one, which begins as the first did: item ids may come again, and on the
 * app-server transports codex forgets what was said in the failed one. This ends nothing.
 *
 * @param attempt which attempt comes next: 2 after the first one failed
 * @param delayMs how long until then, in milliseconds
 * @param error why the last one failed, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record TurnRetrying(int attempt, long delayMs, TurnError error, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type; codex itself has no such event. */
    public static final String TYPE = "turn.retrying";

    public TurnRetrying {
        error = error == null ? new TurnError("") : error;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public TurnRetrying(int attempt, Duration delay, TurnError error) {
        this(attempt, delay.toMillis(), error, Map.of());
    }

    /**
     * Returns how long until the next attempt begins.
     *
     * @return the delay in milliseconds, never {@code null}
     */
    public Duration delay() {
        return Duration.ofMillis(delayMs);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
