package io.quarkiverse.codex.testing;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes up a value that suits a JSON schema of the kind that models take for their output. Patterns are beyond it. */
final class SchemaExample {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** From here on everything that may be left out is, for a schema can be about itself. */
    private static final int DEEP = 4;
    private static final Map<String, String> FORMATS = Map.of("date-time", "2026-01-01T12:00:00Z", "date", "2026-01-01", "time",
            "12:00:00Z", "duration", "PT1H", "email", "somebody@example.com", "uri", "https://example.com/", "uuid",
            "00000000-0000-4000-8000-000000000000", "hostname", "example.com", "ipv4", "192.0.2.1", "ipv6", "2001:db8::1");

    private final JsonNode root;

    SchemaExample(JsonNode root) {
        this.root = root;
    }

    JsonNode value() {
        return of(root, 0);
    }

    private JsonNode of(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return of(root.at(schema.get("$ref").asText().substring(1)), depth + 1);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        if (schema.has("anyOf")) {
            return of(branch(schema.get("anyOf"), depth), depth + 1);
        }
        return switch (type(schema, depth)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> JSON.textNode(text(schema));
            case "integer" -> JSON.numberNode(schema.path("minimum").asLong(schema.path("maximum").asLong(1)));
            case "number" -> JSON.numberNode(schema.path("minimum").asDouble(schema.path("maximum").asDouble(1)));
            case "boolean" -> JSON.booleanNode(true);
            default -> JSON.nullNode();
        };
    }

    private static JsonNode branch(JsonNode branches, int depth) {
        for (JsonNode branch : branches) {
            if ("null".equals(branch.path("type").asText()) == depth >= DEEP) {
                return branch;
            }
        }
        return branches.get(0);
    }

    private static String type(JsonNode schema, int depth) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return type.asText();
        }
        for (JsonNode name : type) {
            if ("null".equals(name.asText()) == depth >= DEEP) {
                return name.asText();
            }
        }
        return type.path(0).asText();
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties()
                .forEach(property -> object.set(property.getKey(), of(property.getValue(), depth + 1)));
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = Math.max(schema.path("minItems").asInt(), depth < DEEP ? 1 : 0);
        for (int item = 0; item < size; item++) {
            array.add(of(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static String text(JsonNode schema) {
        String text = FORMATS.getOrDefault(schema.path("format").asText(), "example");
        return text + "!".repeat(Math.max(0, schema.path("minLength").asInt() - text.length()));
    }
}
