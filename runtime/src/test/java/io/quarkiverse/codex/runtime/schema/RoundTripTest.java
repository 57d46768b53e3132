package io.quarkiverse.codex.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;

class RoundTripTest {

    private final OutputSchemas schemas = new OutputSchemas(Mappers.quarkus());

    static Stream<Arguments> samples() {
        return Stream.of(
                arguments(Samples.Finding.class, Samples.finding()),
                arguments(Samples.Report.class, Samples.report()),
                arguments(Samples.Scalars.class, Samples.scalars()),
                arguments(Samples.Times.class, Samples.times()),
                arguments(Samples.Optionals.class, Samples.optionals(true)),
                arguments(Samples.Optionals.class, Samples.optionals(false)),
                arguments(Samples.Tree.class, Samples.tree()),
                arguments(Samples.Forest.class, Samples.forest()),
                arguments(Samples.Bean.class, Samples.bean()),
                arguments(Samples.Drawing.class, Samples.drawing()),
                arguments(Samples.Figure.class, new Samples.Circle(2)),
                arguments(Samples.Circle.class, new Samples.Circle(2)),
                arguments(Samples.Severity.class, Samples.Severity.HIGH),
                arguments(String.class, "text"),
                arguments(int.class, 3),
                arguments(Integer.class, 3),
                arguments(OptionalInt.class, OptionalInt.empty()),
                arguments(String[].class, new String[] { "a", "b" }),
                arguments(new TypeReference<List<Samples.Finding>>() {
                }.getType(), List.of(Samples.finding())),
                arguments(new TypeReference<Map<String, Integer>>() {
                }.getType(), Map.of("a", 1)),
                arguments(new TypeReference<Optional<Samples.Tree>>() {
                }.getType(), Optional.of(Samples.tree())),
                arguments(new TypeReference<Samples.Page<Samples.Severity>>() {
                }.getType(), new Samples.Page<>(List.of(Samples.Severity.LOW), Samples.Severity.HIGH)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @SuppressWarnings("unchecked")
    void aValueComesBackEqual(Type type, Object value) {
        OutputSchema<Object> schema = (OutputSchema<Object>) schemas.of(type);

        assertThat(schema.decode(schema.encode(value).toString())).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSchemaIsStrict(Type type, Object value) {
        JsonNode schema = schemas.of(type).json();

        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(objectsIn(schema)).isPositive();
        assertThat(StrictSchemaCheck.problems(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSchemaIsTheSameEveryTime(Type type, Object value) {
        assertThat(new OutputSchemas(Mappers.quarkus()).of(type)).hasToString(schemas.of(type).toString());
    }

    /** Walks on its own, so that a mistake in the strict check is not believed by its own test. */
    private static int objectsIn(JsonNode node) {
        int objects = 0;
        if (node.isObject() && node.path("properties").isObject()) {
            objects++;
            Set<String> properties = new HashSet<>();
            node.get("properties").fieldNames().forEachRemaining(properties::add);
            Set<String> required = new HashSet<>();
            node.path("required").forEach(name -> required.add(name.asText()));
            assertThat(required).isEqualTo(properties);
            assertThat(node.path("additionalProperties").isBoolean()).isTrue();
            assertThat(node.path("additionalProperties").booleanValue()).isFalse();
        }
        if (node.has("$ref")) {
            assertThat(node.size()).isEqualTo(1);
        }
        for (JsonNode child : node) {
            objects += objectsIn(child);
        }
        return objects;
    }
}
