package io.quarkiverse.codex.it.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/**
 * A schema within a document that has the definitions it refers to.
 */
record SchemaPart(JsonNode document, JsonNode schema) {

    private static final Set<String> CHOICES = Set.of("oneOf", "anyOf", "allOf");

    /** What a reference, or a wrapping that only adds a description, leads to. */
    SchemaPart resolved() {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").textValue().substring("#/definitions/".length());
            return at(document.path("definitions").path(name)).resolved();
        }
        return schema.path("allOf").size() == 1 ? at(schema.get("allOf").get(0)).resolved() : this;
    }

    SchemaPart at(JsonNode other) {
        return new SchemaPart(document, other);
    }

    /** The alternatives, all of them resolved, and none of them {@code null}; this itself when there are none. */
    List<SchemaPart> choices() {
        SchemaPart resolved = resolved();
        List<SchemaPart> choices = new ArrayList<>();
        if (resolved.schema.path("properties").has("type")) {
            // Further alternatives within it are not those of the whole.
            return List.of(resolved);
        }
        for (String keyword : List.of("oneOf", "anyOf")) {
            for (JsonNode choice : resolved.schema.path(keyword)) {
                if (!"null".equals(choice.path("type").textValue())) {
                    choices.addAll(at(choice).choices());
                }
            }
        }
        return choices.isEmpty() ? List.of(resolved) : choices;
    }

    /** The properties of all alternatives. */
    Map<String, SchemaPart> properties() {
        Map<String, SchemaPart> properties = new LinkedHashMap<>();
        resolved().schema.path("properties").properties()
                .forEach(property -> properties.put(property.getKey(), at(property.getValue())));
        for (SchemaPart choice : choices()) {
            choice.schema.path("properties").properties()
                    .forEach(property -> properties.putIfAbsent(property.getKey(), at(property.getValue())));
        }
        return properties;
    }

    /** The words that make up an enumeration. One that is an object is called by its type, or by its only property. */
    SortedSet<String> words() {
        SortedSet<String> words = new TreeSet<>();
        for (SchemaPart choice : choices()) {
            choice.schema.path("enum").forEach(word -> words.add(word.asText()));
            JsonNode properties = choice.schema.path("properties");
            if (properties.has("type")) {
                properties.get("type").path("enum").forEach(word -> words.add(word.asText()));
            } else {
                properties.fieldNames().forEachRemaining(words::add);
            }
        }
        return words;
    }

    /** Tells what is wrong with a value, properties among it that the schema does not name. Made once, used often. */
    Function<JsonNode, List<String>> strictCheck() {
        return check(closedEach(document.path("definitions")), closed(schema));
    }

    /** Tells what is wrong with a value, apart from properties that the schema does not name. */
    Function<JsonNode, List<String>> check() {
        return check(document.path("definitions"), schema);
    }

    private static Function<JsonNode, List<String>> check(JsonNode definitions, JsonNode schema) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("definitions", definitions);
        root.putArray("allOf").add(schema);
        JsonSchema validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7,
                builder -> builder.schemaLoaders(loaders -> loaders.values(values -> values.clear()))).getSchema(root);
        return value -> validator.validate(value).stream().map(Object::toString).sorted().toList();
    }

    /** codex passes over what it does not know, so its schema permits everything; but who sends it means something by it. */
    private static JsonNode closed(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode closed = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(keyword -> {
            JsonNode value = CHOICES.contains(keyword.getKey())
                    ? withCommonProperties(keyword.getValue(), schema.path("properties"))
                    : keyword.getValue();
            boolean ofSchemas = keyword.getKey().equals("properties") || CHOICES.contains(keyword.getKey());
            boolean isSchema = keyword.getKey().equals("items") || keyword.getKey().equals("additionalProperties");
            // Referred to under its full path only, and put beside the schema already.
            if (!keyword.getKey().equals("definitions")) {
                closed.set(keyword.getKey(), ofSchemas ? closedEach(value) : isSchema ? closed(value) : value);
            }
        });
        if (schema.has("properties") && !schema.has("additionalProperties") && CHOICES.stream().noneMatch(schema::has)) {
            closed.put("additionalProperties", false);
        }
        return closed;
    }

    /** What all choices have in common stands beside them, where it would be unknown to each choice once that is closed. */
    private static JsonNode withCommonProperties(JsonNode choices, JsonNode common) {
        ArrayNode complete = JsonNodeFactory.instance.arrayNode();
        for (JsonNode choice : choices) {
            ObjectNode copy = choice.deepCopy();
            if (copy.get("properties") instanceof ObjectNode own) {
                common.properties().forEach(property -> own.putIfAbsent(property.getKey(), property.getValue()));
            }
            complete.add(copy);
        }
        return complete;
    }

    private static JsonNode closedEach(JsonNode schemas) {
        if (schemas.isArray()) {
            ArrayNode closed = JsonNodeFactory.instance.arrayNode();
            schemas.forEach(each -> closed.add(closed(each)));
            return closed;
        }
        ObjectNode closed = JsonNodeFactory.instance.objectNode();
        schemas.properties().forEach(each -> closed.set(each.getKey(), closed(each.getValue())));
        return closed;
    }
}
