package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that was recorded of a turn: first its input, then the thread it runs on where that is a new one, then what codex
 * did and said, at last what came of it.
 * <p>
 * Entries are immutable. Jackson reads and writes them, and nothing is lost on the way: fields that this version does not know
 * stand in {@link #extra()}, an entry of an unknown type is an {@link UnknownSessionEntry}. Further versions may add types: a
 * switch over them wants a default.
 */
public sealed interface SessionEntry permits SessionInput, SessionThread, SessionItem, SessionRetry, SessionOutcome,
        UnknownSessionEntry {

    /**
     * Returns the type as it stands in JSON.
     *
     * @return the type, never {@code null}
     */
    String type();

    /**
     * Returns the id of the turn that the entry belongs to: one that the session gave it, not codex.
     *
     * @return the id, never {@code null}
     */
    String turnId();

    /**
     * Returns the number of the entry in its turn. Together with {@link #turnId()} it names the entry.
     *
     * @return the number; higher than that of the entry before
     */
    int sequence();

    /**
     * Returns when it was recorded.
     *
     * @return the moment, by the clock of the replica; never {@code null}
     */
    Instant at();

    /**
     * Returns the fields of the JSON that this version does not know.
     *
     * @return the fields by name, unmodifiable, never {@code null}
     */
    Map<String, JsonNode> extra();
}
