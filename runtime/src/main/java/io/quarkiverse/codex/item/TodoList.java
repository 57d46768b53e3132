package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The agent's plan for the turn; each update brings the whole list.
 *
 * @param id see {@link ThreadItem#id()}
 * @param items the steps in order; unmodifiable, never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record TodoList(String id, List<Todo> items, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "todo_list";

    public TodoList {
        id = id == null ? "" : id;
        items = items == null ? List.of() : List.copyOf(items);
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public TodoList(String id, List<Todo> items) {
        this(id, items, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * One step of the plan.
     *
     * @param text what is to be done, never {@code null}
     * @param completed whether it is done
     */
    public record Todo(String text, boolean completed) {

        public Todo {
            text = text == null ? "" : text;
        }
    }
}
