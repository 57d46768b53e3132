package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An entry of a type that this version does not know, or without what its type must have.
 *
 * @param type see {@link SessionEntry#type()}; empty when there is none
 * @param turnId see {@link SessionEntry#turnId()}; empty when there is none
 * @param sequence see {@link SessionEntry#sequence()}; -1 when there is none
 * @param at see {@link SessionEntry#at()}; {@link Instant#EPOCH} when there is none
 * @param raw the whole entry, never {@code null}
 */
public record UnknownSessionEntry(String type, String turnId, int sequence, Instant at,
        JsonNode raw) implements SessionEntry {

    public UnknownSessionEntry {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(raw, "raw");
    }

    /**
     * {@inheritDoc}
     *
     * @return an empty map: {@link #raw()} has everything
     */
    @Override
    public Map<String, JsonNode> extra() {
        return Map.of();
    }

    /**
     * Tells where the entry belongs, not what it says: that does not belong in logs.
     */
    @Override
    public String toString() {
        return "UnknownSessionEntry[type=" + type + ", turnId=" + turnId + ", sequence=" + sequence + "]";
    }
}
