package io.quarkiverse.codex.runtime.management;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads codex' answers without minding what is missing or of another kind.
 */
final class Json {

    private Json() {
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode thread(String threadId) {
        return object().put("threadId", threadId);
    }

    /** A text, or {@code null}. */
    static String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    /** A text, or an empty one. */
    static String textOrEmpty(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    /** A time in seconds, or {@code null}. */
    static Instant instant(JsonNode node, String name) {
        JsonNode seconds = node.path(name);
        return seconds.isNumber() ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }

    /** The elements of an array, without those for which the function has nothing. */
    static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(node -> {
                T value = element.apply(node);
                if (value != null) {
                    list.add(value);
                }
            });
        }
        return List.copyOf(list);
    }
}
