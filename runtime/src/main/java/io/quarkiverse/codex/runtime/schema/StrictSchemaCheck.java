package io.quarkiverse.codex.runtime.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Checks a schema against the rules of OpenAI's strict structured output before anything is started with it. A provider would
 * report one problem per attempt; this reports all at once. Pure and thread-safe.
 */
public final class StrictSchemaCheck {

    private static final Set<String> KEYWORDS = Set.of("type", "properties", "required", "additionalProperties", "items",
            "enum", "const", "anyOf", "$ref", "$defs", "definitions", "$schema", "$id", "title", "description", "pattern",
            "format", "minLength", "maxLength", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
            "minItems", "maxItems");
    private static final Set<String> FORMATS = Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4",
            "ipv6", "uuid");
    private static final Map<String, String> MENDS = Map.of(
            "oneOf", "use anyOf",
            "allOf", "merge the schemas into one",
            "not", "say what is allowed instead",
            "patternProperties", "use an array of objects with a key and a value",
            "propertyNames", "use an array of objects with a key and a value",
            "default", "name the default in the description",
            "nullable", "use \"type\": [\"…\", \"null\"]",
            "uniqueItems", "ask for it in the description",
            "prefixItems", "use an object with named properties");

    /** Loading the rules of JSON Schema itself takes its time; most applications never hand-write a schema. */
    private static final class Lazy {

        private static final AnswerValidator SCHEMAS = AnswerValidator.ofSchemas();
    }

    private final JsonNode root;
    private final List<Violation> problems = new ArrayList<>();
    private final SchemaLimits limits = new SchemaLimits(problems);

    private StrictSchemaCheck(JsonNode root) {
        this.root = root;
    }

    /**
     * Returns all problems, with pointers into the schema; empty if the schema may be used.
     *
     * @param schema the schema; {@code null} is itself a problem
     */
    public static List<Violation> problems(JsonNode schema) {
        if (schema == null || !schema.isObject()) {
            return List.of(new Violation("", "a JSON Schema is an object such as {\"type\": \"object\", …}"));
        }
        List<Violation> malformed = Lazy.SCHEMAS.validate(schema);
        if (!malformed.isEmpty()) {
            return malformed.stream()
                    .map(problem -> new Violation(problem.pointer(), "no valid JSON Schema: " + problem.message())).toList();
        }
        return rules(schema);
    }

    /** The rules of strictness alone, for a schema known to be well-formed. */
    static List<Violation> rules(JsonNode schema) {
        StrictSchemaCheck check = new StrictSchemaCheck(schema);
        check.root();
        return List.copyOf(check.problems);
    }

    /**
     * Refuses a schema that has problems.
     *
     * @throws InvalidSchemaException listing all of them
     */
    public static void require(JsonNode schema) {
        List<Violation> problems = problems(schema);
        if (!problems.isEmpty()) {
            throw new InvalidSchemaException(problems);
        }
    }

    private void root() {
        if (root.has("anyOf") || root.has("$ref")) {
            report("", "the root must be an object itself, not " + (root.has("anyOf") ? "anyOf" : "a $ref")
                    + ": put it into a property of an object");
        } else if (!root.path("type").asText().equals("object")) {
            report("", "the root must have \"type\": \"object\": put other values into a property of an object");
        }
        schema(root, "");
        limits.check(root);
    }

    private void schema(JsonNode schema, String pointer) {
        if (!schema.isObject()) {
            report(pointer, "true and false are not supported as a schema: describe the value");
            return;
        }
        schema.fieldNames().forEachRemaining(keyword -> keyword(schema, keyword, pointer));
        if (schema.has("$ref")) {
            reference(schema, pointer);
            return;
        }
        if (!schema.has("type") && !schema.has("anyOf") && !schema.has("enum") && !schema.has("const")) {
            report(pointer, "anything would be allowed here: add a type");
        }
        if (isOfType(schema, "object") || schema.has("properties")) {
            object(schema, pointer);
        }
        if (isOfType(schema, "array") && !schema.has("items")) {
            report(pointer, "an array must say what it holds: add items");
        }
        if (schema.has("format") && !FORMATS.contains(schema.get("format").asText())) {
            report(pointer + "/format", "the format '" + schema.get("format").asText()
                    + "' is not supported: remove it or use a pattern");
        }
        if (schema.has("items")) {
            schema(schema.get("items"), pointer + "/items");
        }
        for (int index = 0; index < schema.path("anyOf").size(); index++) {
            schema(schema.get("anyOf").get(index), pointer + "/anyOf/" + index);
        }
        for (String container : List.of("properties", "$defs", "definitions")) {
            for (Map.Entry<String, JsonNode> child : schema.path(container).properties()) {
                schema(child.getValue(), Violation.pointer(pointer + "/" + container, child.getKey()));
            }
        }
    }

    private void keyword(JsonNode schema, String keyword, String pointer) {
        if (!KEYWORDS.contains(keyword)) {
            String mend = MENDS.getOrDefault(keyword, "remove it");
            report(Violation.pointer(pointer, keyword), "'" + keyword + "' is not supported: " + mend);
        } else if (schema.has("$ref") && !keyword.equals("$ref") && !keyword.equals("$defs")
                && !keyword.equals("definitions")) {
            report(Violation.pointer(pointer, keyword), "nothing may stand beside a $ref: wrap the $ref into an anyOf");
        }
    }

    private void object(JsonNode schema, String pointer) {
        JsonNode additional = schema.path("additionalProperties");
        if (!additional.isBoolean() || additional.booleanValue()) {
            report(pointer, "an object must have \"additionalProperties\": false"
                    + (additional.isObject() ? "; for a map use an array of objects with a key and a value" : ""));
        }
        if (!schema.has("properties")) {
            report(pointer, "an object must list its properties: add properties");
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!required.remove(property.getKey())) {
                report(Violation.pointer(pointer + "/properties", property.getKey()),
                        "every property must be required: add '" + property.getKey()
                                + "' to required, and allow null if it is optional");
            }
        }
        required.stream().sorted().forEach(name -> report(pointer + "/required",
                "'" + name + "' is required but not among the properties: add or remove it"));
    }

    private void reference(JsonNode schema, String pointer) {
        String reference = schema.get("$ref").asText();
        if (resolve(root, reference) == null) {
            report(pointer + "/$ref", reference.startsWith("#")
                    ? "'" + reference + "' leads nowhere: define it under $defs"
                    : "'" + reference + "' leads out of the schema: copy it to $defs");
        }
    }

    static JsonNode resolve(JsonNode root, String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            return null;
        }
        JsonNode target = root.at(JsonPointer.compile(reference.substring(1)));
        return target.isMissingNode() ? null : target;
    }

    static boolean isOfType(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        if (types.isTextual()) {
            return types.asText().equals(type);
        }
        for (JsonNode each : types) {
            if (each.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private void report(String pointer, String message) {
        problems.add(new Violation(pointer, message));
    }
}
