package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the model was thinking.
 *
 * @param id see {@link ThreadItem#id()}
 * @param text the parts of the summary, one on each line; those of the reasoning itself if there is no summary; never
 *        {@code null}
 * @param summary the parts of the summary; unmodifiable, never {@code null}, empty with the exec transport, which has
 *        {@link #text()} only
 * @param content the reasoning itself, which few models show; unmodifiable, never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record Reasoning(String id, String text, List<String> summary, List<String> content,
        Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "reasoning";

    public Reasoning {
        id = id == null ? "" : id;
        text = text == null ? "" : text;
        summary = summary == null ? List.of() : List.copyOf(summary);
        content = content == null ? List.of() : List.copyOf(content);
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public Reasoning(String id, String text, List<String> summary, List<String> content) {
        this(id, text, summary, content, Map.of());
    }

    /**
     * Creates an item of which nothing but the text is known.
     */
    public Reasoning(String id, String text) {
        this(id, text, List.of(), List.of(), Map.of());
    }

    /**
     * Creates an item of which nothing but the text is known.
     */
    public Reasoning(String id, String text, Map<String, JsonNode> extra) {
        this(id, text, List.of(), List.of(), extra);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
