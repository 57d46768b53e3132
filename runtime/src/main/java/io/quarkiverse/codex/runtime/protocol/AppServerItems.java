package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.AppServerNames.renamed;
import static io.quarkiverse.codex.runtime.protocol.AppServerNames.toSnake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.item.CollabToolCall;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.HookPrompt;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.WebSearch;

/**
 * How the app-server's items differ from those of exec: in their names, and some in more.
 */
final class AppServerItems {

    private static final String STATUS = "status";

    /** By the app-server's type, that of exec. */
    private static final Map<String, String> TYPES;

    /** By exec's type, which of the app-server's names stand for which of exec's. */
    private static final Map<String, Map<String, String>> NAMES;

    /** By exec's type, what has to be done beside giving other names. */
    private static final Map<String, Consumer<ObjectNode>> DIFFERENCES = Map.of(
            Reasoning.TYPE, AppServerItems::addText,
            FileChange.TYPE, item -> replaceEach(item, "changes", AppServerItems::change),
            McpToolCall.TYPE, AppServerItems::result,
            CollabToolCall.TYPE, AppServerItems::collaboration,
            WebSearch.TYPE, item -> replace(item, "action", AppServerItems::action),
            HookPrompt.TYPE, item -> replaceEach(item, "fragments",
                    fragment -> renamed(fragment, Map.of("hookRunId", "hook_run_id"), Set.of())));

    static {
        Map<String, Map<String, String>> names = new HashMap<>();
        ItemShapes.ALL.forEach(shape -> names.put(shape.type(), AppServerNames.of(shape.names())));
        NAMES = Map.copyOf(names);
        Map<String, String> types = new HashMap<>(AppServerNames.of(names.keySet().stream().toList()));
        // Those of one word have the same name here and there; the app-server has neither errors nor to-do lists for items.
        Set.of(Reasoning.TYPE, "plan", "sleep").forEach(type -> types.put(type, type));
        types.put("collabAgentToolCall", CollabToolCall.TYPE);
        TYPES = Map.copyOf(types);
    }

    private AppServerItems() {
    }

    /**
     * @param type the app-server's type, or {@code null}
     * @return the same type as exec calls it, or {@code null} if this version does not know it
     */
    static String execType(String type) {
        return type == null ? null : TYPES.get(type);
    }

    /** Makes the item that exec would write, as far as its shape goes; everything else keeps its name. */
    static ObjectNode execForm(ObjectNode item, Shape<? extends ThreadItem> shape) {
        ObjectNode form = renamed(item, NAMES.get(shape.type()), Set.of());
        if ("inProgress".equals(form.path(STATUS).textValue())) {
            toSnake(form, STATUS);
        }
        DIFFERENCES.getOrDefault(shape.type(), same -> {
        }).accept(form);
        return form;
    }

    /** Like exec, which joins the parts of the summary with line feeds. */
    private static void addText(ObjectNode reasoning) {
        JsonNode parts = reasoning.path("summary").isEmpty() ? reasoning.path("content") : reasoning.path("summary");
        reasoning.put("text", StreamSupport.stream(parts.spliterator(), false).map(JsonNode::asText)
                .collect(Collectors.joining("\n")));
    }

    private static ObjectNode change(JsonNode change) {
        ObjectNode form = renamed(change, Map.of(), Set.of());
        JsonNode kind = change.path("kind");
        // With anything else in it the kind is not what we know: it stays whole.
        if (kind.path("type").isTextual() && kind.size() <= (kind.has("move_path") ? 2 : 1)) {
            form.set("kind", kind.get("type"));
            if (kind.hasNonNull("move_path")) {
                form.set("move_path", kind.get("move_path"));
            }
        }
        return form;
    }

    private static void result(ObjectNode call) {
        replace(call, "result", result -> {
            ObjectNode form = renamed(result, Map.of("structuredContent", "structured_content"), Set.of());
            // The one field that exec writes even if it is empty.
            return form.has("structured_content") ? form : form.putNull("structured_content");
        });
    }

    private static void collaboration(ObjectNode call) {
        toSnake(call, "tool");
        replace(call, "agents_states", states -> {
            ObjectNode form = JsonNodeFactory.instance.objectNode();
            states.properties().forEach(state -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                state.getValue().properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
                toSnake(copy, STATUS);
                form.set(state.getKey(), state.getValue().isObject() ? copy : state.getValue());
            });
            return form;
        });
    }

    private static ObjectNode action(JsonNode action) {
        ObjectNode form = renamed(action, Map.of(), Set.of());
        toSnake(form, "type");
        return form;
    }

    private interface Change {

        ObjectNode of(JsonNode object);
    }

    private static void replace(ObjectNode item, String member, Change change) {
        if (item.path(member).isObject()) {
            item.set(member, change.of(item.get(member)));
        }
    }

    private static void replaceEach(ObjectNode item, String member, Change change) {
        if (item.path(member).isArray()) {
            ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
            item.get(member).forEach(each -> replaced.add(each.isObject() ? change.of(each) : each));
            item.set(member, replaced);
        }
    }
}
