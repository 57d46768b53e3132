package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A search in the web.
 * <p>
 * The exec transport writes the key {@code id} twice: the item's, which is {@link #id()}, and the search's own, which stands
 * in {@link #extra()}.
 *
 * @param id see {@link ThreadItem#id()}
 * @param query what was searched for, never {@code null}, empty until codex knows it
 * @param action what was done (search, open a page, find in a page), or {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record WebSearch(String id, String query, JsonNode action, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "web_search";

    public WebSearch {
        id = id == null ? "" : id;
        query = query == null ? "" : query;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public WebSearch(String id, String query, JsonNode action) {
        this(id, query, action, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
