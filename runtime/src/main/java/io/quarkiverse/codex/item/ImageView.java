package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The agent has looked at an image.
 *
 * @param id see {@link ThreadItem#id()}
 * @param path the file, as codex names it; never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record ImageView(String id, String path, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "image_view";

    public ImageView {
        id = id == null ? "" : id;
        path = path == null ? "" : path;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public ImageView(String id, String path) {
        this(id, path, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
