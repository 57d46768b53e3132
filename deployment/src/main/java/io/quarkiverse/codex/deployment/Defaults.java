package io.quarkiverse.codex.deployment;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.schema.SchemaCheck;

/**
 * Understands the defaults of arguments.
 */
final class Defaults {

    private Defaults() {
    }

    /**
     * @param schema the schema of all arguments
     * @return the default as JSON, or empty when it is none of the type
     */
    static Optional<JsonNode> read(String text, String argument, JavaType type, ObjectNode schema, ObjectMapper mapper) {
        Optional<JsonNode> value = isText(schema.path("properties").path(argument))
                ? Optional.of(JsonNodeFactory.instance.textNode(text))
                : parse(text, mapper);
        return value.filter(read -> fits(read, argument, schema) && decodes(read, type, mapper));
    }

    private static boolean isText(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.asText().equals("string") || type.isArray() && type.get(0).asText().equals("string");
    }

    private static Optional<JsonNode> parse(String text, ObjectMapper mapper) {
        try {
            return Optional.ofNullable(mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text))
                    .filter(read -> !read.isMissingNode() && !read.isNull());
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static boolean fits(JsonNode value, String argument, ObjectNode schema) {
        ObjectNode alone = schema.path("properties").path(argument).deepCopy();
        if (schema.has("$defs")) {
            alone.set("$defs", schema.get("$defs"));
        }
        return new SchemaCheck(alone).check(value).isEmpty();
    }

    /** Only the platform's own types: those of the application may not run while it is built. */
    private static boolean decodes(JsonNode value, JavaType type, ObjectMapper mapper) {
        if (type.isContainerType() || type.isReferenceType() || !type.isPrimitive()
                && !type.getRawClass().getName().startsWith("java.")) {
            return true;
        }
        try {
            mapper.readerFor(type).readValue(value);
            return true;
        } catch (IOException other) {
            return false;
        }
    }
}
