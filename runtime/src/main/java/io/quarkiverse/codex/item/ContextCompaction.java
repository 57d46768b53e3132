package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex has replaced the thread's history by a summary, to make room in the model's context window.
 *
 * @param id see {@link ThreadItem#id()}
 * @param extra see {@link ThreadItem#extra()}
 */
public record ContextCompaction(String id, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "context_compaction";

    public ContextCompaction {
        id = id == null ? "" : id;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public ContextCompaction(String id) {
        this(id, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
