package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The plan that the agent proposes in the collaboration mode {@code plan}. The steps of a turn are another thing, see {@link
 * io.quarkiverse.codex.event.PlanUpdated}.
 *
 * @param id see {@link ThreadItem#id()}
 * @param text the plan, usually Markdown; never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record Plan(String id, String text, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "plan";

    public Plan {
        id = id == null ? "" : id;
        text = text == null ? "" : text;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public Plan(String id, String text) {
        this(id, text, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
