package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A summary of what the model was thinking.
 *
 * @param id see {@link ThreadItem#id()}
 * @param text the summary, never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record Reasoning(String id, String text, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "reasoning";

    public Reasoning {
        id = id == null ? "" : id;
        text = text == null ? "" : text;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public Reasoning(String id, String text) {
        this(id, text, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
