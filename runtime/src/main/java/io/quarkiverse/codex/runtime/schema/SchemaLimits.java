package io.quarkiverse.codex.runtime.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The documented limits of a strict schema's size. Nesting is counted through references, up to where one comes back to itself.
 */
final class SchemaLimits {

    static final int PROPERTIES = 5_000;
    static final int NESTING = 10;
    static final int TEXT = 120_000;
    static final int ENUM_VALUES = 1_000;
    static final int LARGE_ENUM = 250;
    static final int LARGE_ENUM_TEXT = 15_000;

    private final List<Violation> problems;
    private JsonNode root;
    private int properties;
    private int enumValues;
    private long text;
    private String deepest;

    SchemaLimits(List<Violation> problems) {
        this.problems = problems;
    }

    void check(JsonNode schema) {
        root = schema;
        size(schema, "");
        nesting(schema, "", 0, new HashSet<>());
        if (properties > PROPERTIES) {
            problems.add(new Violation("", properties + " properties, at most " + PROPERTIES + " are supported: ask for less"));
        }
        if (enumValues > ENUM_VALUES) {
            problems.add(new Violation("", enumValues + " enum values, at most " + ENUM_VALUES
                    + " are supported: use a string instead of the largest enum"));
        }
        if (text > TEXT) {
            problems.add(new Violation("", text + " characters in names and enum values, at most " + TEXT
                    + " are supported: shorten them"));
        }
        if (deepest != null) {
            problems.add(new Violation(deepest, "objects are nested deeper than " + NESTING + " levels: flatten them"));
        }
    }

    private void size(JsonNode schema, String pointer) {
        for (String container : List.of("properties", "$defs", "definitions")) {
            for (Map.Entry<String, JsonNode> child : schema.path(container).properties()) {
                properties += container.equals("properties") ? 1 : 0;
                text += child.getKey().length();
                size(child.getValue(), Violation.pointer(pointer + "/" + container, child.getKey()));
            }
        }
        if (schema.path("enum").isArray()) {
            enumeration(schema.get("enum"), pointer + "/enum");
        }
        text += schema.path("const").isTextual() ? schema.get("const").textValue().length() : 0;
        if (schema.has("items")) {
            size(schema.get("items"), pointer + "/items");
        }
        for (int index = 0; index < schema.path("anyOf").size(); index++) {
            size(schema.get("anyOf").get(index), pointer + "/anyOf/" + index);
        }
    }

    private void enumeration(JsonNode values, String pointer) {
        long length = 0;
        for (JsonNode value : values) {
            length += value.isTextual() ? value.textValue().length() : 0;
        }
        enumValues += values.size();
        text += length;
        if (values.size() > LARGE_ENUM && length > LARGE_ENUM_TEXT) {
            problems.add(new Violation(pointer, length + " characters in an enum of more than " + LARGE_ENUM
                    + " values, at most " + LARGE_ENUM_TEXT + " are supported: shorten them"));
        }
    }

    private void nesting(JsonNode schema, String pointer, int depth, Set<String> followed) {
        int here = StrictSchemaCheck.isOfType(schema, "object") ? depth + 1 : depth;
        if (deepest != null) {
            return;
        }
        if (here > NESTING) {
            deepest = pointer;
            return;
        }
        String reference = schema.path("$ref").asText("");
        if (!reference.isEmpty() && followed.add(reference)) {
            JsonNode target = StrictSchemaCheck.resolve(root, reference);
            if (target != null && target != root) {
                nesting(target, pointer, here, followed);
            }
            followed.remove(reference);
        }
        for (Map.Entry<String, JsonNode> child : schema.path("properties").properties()) {
            nesting(child.getValue(), Violation.pointer(pointer + "/properties", child.getKey()), here, followed);
        }
        if (schema.has("items")) {
            nesting(schema.get("items"), pointer + "/items", here, followed);
        }
        for (int index = 0; index < schema.path("anyOf").size(); index++) {
            nesting(schema.get("anyOf").get(index), pointer + "/anyOf/" + index, here, followed);
        }
    }
}
