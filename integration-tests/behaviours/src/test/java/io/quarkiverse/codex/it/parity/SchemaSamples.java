package io.quarkiverse.codex.it.parity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes values of a schema, so many that every property is there and every alternative and every word occurs, but not every
 * combination of them. The first one is the usual one; each other differs from it in one place.
 */
final class SchemaSamples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SchemaPart part;
    private final Deque<String> within = new ArrayDeque<>();

    private SchemaSamples(SchemaPart part) {
        this.part = part;
    }

    static List<JsonNode> of(SchemaPart part) {
        return new SchemaSamples(part).of(part.schema());
    }

    private List<JsonNode> of(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").textValue();
            if (within.contains(name)) {
                return List.of();
            }
            within.push(name);
            try {
                return of(part.document().path("definitions").path(name.substring(name.lastIndexOf('/') + 1)));
            } finally {
                within.pop();
            }
        }
        if (schema.has("allOf")) {
            return of(schema.get("allOf").get(0));
        }
        if (schema.has("const")) {
            return List.of(schema.get("const"));
        }
        if (schema.has("enum")) {
            List<JsonNode> words = new ArrayList<>();
            schema.get("enum").forEach(word -> {
                if (!word.isNull()) {
                    words.add(word);
                }
            });
            return words;
        }
        if (schema.has("oneOf") || schema.has("anyOf")) {
            Set<JsonNode> values = new LinkedHashSet<>();
            for (JsonNode choice : schema.path(schema.has("oneOf") ? "oneOf" : "anyOf")) {
                values.addAll(schema.has("properties") ? objects(schema, choice) : of(choice));
            }
            return List.copyOf(values);
        }
        return ofType(schema);
    }

    private List<JsonNode> ofType(JsonNode schema) {
        JsonNode types = schema.path("type");
        Set<JsonNode> values = new LinkedHashSet<>();
        for (JsonNode type : types.isArray() ? types : JSON.arrayNode().add(types.asText())) {
            switch (type.asText()) {
                case "null" -> {
                    // No value is what a missing property has as well.
                }
                case "string" -> values.add(JSON.textNode("text"));
                // Zero is the sum of zeros: counts of tokens contradict each other otherwise.
                case "integer", "number" -> values.add(JSON.numberNode(Math.max(0, schema.path("minimum").asInt())));
                case "boolean" -> values.add(JSON.booleanNode(true));
                case "array" -> {
                    List<JsonNode> items = of(schema.path("items"));
                    items.forEach(item -> values.add(JSON.arrayNode().add(item)));
                    if (items.isEmpty()) {
                        values.add(JSON.arrayNode());
                    }
                }
                default -> values.addAll(objects(schema, JSON.objectNode()));
            }
        }
        return List.copyOf(values);
    }

    private List<JsonNode> objects(JsonNode schema, JsonNode alternative) {
        Map<String, List<JsonNode>> properties = new LinkedHashMap<>();
        ObjectNode usual = JSON.objectNode();
        for (JsonNode declared : List.of(schema.path("properties"), alternative.path("properties"))) {
            declared.properties().forEach(property -> properties.put(property.getKey(), of(property.getValue())));
        }
        if (properties.isEmpty() && schema.path("additionalProperties").isObject()) {
            properties.put("key", of(schema.get("additionalProperties")));
        }
        properties.forEach((name, values) -> values.stream().limit(1).forEach(value -> usual.set(name, value)));
        List<JsonNode> objects = new ArrayList<>();
        objects.add(usual);
        properties.forEach((name, values) -> values.stream().skip(1)
                .forEach(value -> objects.add(usual.deepCopy().set(name, value))));
        return objects;
    }
}
