package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The agent has let time pass.
 *
 * @param id see {@link ThreadItem#id()}
 * @param durationMs how long in milliseconds
 * @param extra see {@link ThreadItem#extra()}
 */
public record Sleep(String id, long durationMs, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "sleep";

    public Sleep {
        id = id == null ? "" : id;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public Sleep(String id, long durationMs) {
        this(id, durationMs, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
