package io.quarkiverse.codex.item;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An item of a type this version does not know, with everything codex said about it.
 *
 * @param id see {@link ThreadItem#id()}
 * @param type see {@link ThreadItem#type()}; empty when codex sent none
 * @param raw the whole item as codex sent it, never {@code null}
 */
public record UnknownItem(String id, String type, JsonNode raw) implements ThreadItem {

    public UnknownItem {
        id = id == null ? "" : id;
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
