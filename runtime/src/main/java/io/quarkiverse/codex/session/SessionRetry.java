package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.event.TurnError;

/**
 * An attempt at the turn has failed, and the turn was tried again: what codex did and said before this entry belongs to the
 * attempt that failed.
 *
 * @param turnId see {@link SessionEntry#turnId()}
 * @param sequence see {@link SessionEntry#sequence()}
 * @param at see {@link SessionEntry#at()}
 * @param attempt which attempt comes next: 2 after the first one failed
 * @param error why the last one failed, never {@code null}
 * @param extra see {@link SessionEntry#extra()}
 */
public record SessionRetry(String turnId, int sequence, Instant at, int attempt, TurnError error,
        Map<String, JsonNode> extra) implements SessionEntry {

    /** The type in JSON. */
    public static final String TYPE = "retry";

    public SessionRetry {
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(error, "error");
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an entry with nothing beside its known components.
     */
    public SessionRetry(String turnId, int sequence, Instant at, int attempt, TurnError error) {
        this(turnId, sequence, at, attempt, error, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
