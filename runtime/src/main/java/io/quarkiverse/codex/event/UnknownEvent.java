package io.quarkiverse.codex.event;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event of a type this version does not know, with everything codex said.
 *
 * @param type see {@link TurnEvent#type()}; empty when codex sent none
 * @param raw the whole event as codex sent it, never {@code null}
 */
public record UnknownEvent(String type, JsonNode raw) implements TurnEvent {

    public UnknownEvent {
        type = type == null ? "" : type;
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
}
