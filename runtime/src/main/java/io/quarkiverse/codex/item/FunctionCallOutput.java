package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The output of a function that somebody else than codex has run, given to the model.
 *
 * @param id see {@link ThreadItem#id()}
 * @param namespace the function's namespace, or {@code null} if it has none
 * @param name the function's name, never {@code null}
 * @param output a text, or an array of content parts, as it came; or {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record FunctionCallOutput(String id, String namespace, String name, JsonNode output,
        Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "function_call_output";

    public FunctionCallOutput {
        id = id == null ? "" : id;
        name = name == null ? "" : name;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public FunctionCallOutput(String id, String namespace, String name, JsonNode output) {
        this(id, namespace, name, output, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
