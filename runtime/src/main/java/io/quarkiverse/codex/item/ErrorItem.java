package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A problem that codex reports and that does not end the turn.
 *
 * @param id see {@link ThreadItem#id()}
 * @param message codex' words, never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record ErrorItem(String id, String message, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "error";

    public ErrorItem {
        id = id == null ? "" : id;
        message = message == null ? "" : message;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public ErrorItem(String id, String message) {
        this(id, message, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
