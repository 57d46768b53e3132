package io.quarkiverse.codex.runtime.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;

class UnsupportedTypeTest {

    interface Contract {
    }

    abstract static class Half {
        public int value;
    }

    sealed interface Closed permits Only {
    }

    record Only(int value) implements Closed {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    interface Unlisted {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    @JsonSubTypes(@JsonSubTypes.Type(InWrapper.class))
    interface Wrapped {
    }

    record InWrapper(int value) implements Wrapped {
    }

    enum Nothing {
    }

    static class Empty {
    }

    static class Nest extends ArrayList<Nest> {
        private static final long serialVersionUID = 1L;
    }

    record Growing<T>(T value, List<Growing<List<T>>> next) {
    }

    record Grower(Growing<String> start) {
    }

    record Endless(int value, Endless next) {
    }

    static class Reader extends StdDeserializer<Only> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Only.class);
        }

        @Override
        public Only deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Only(parser.getIntValue());
        }
    }

    record Anything(Object value) {
    }

    @SuppressWarnings("rawtypes")
    record Raw(List items) {
    }

    record Wildcard(List<?> items) {
    }

    record Free(List<JsonNode> nodes) {
    }

    record Keyed(Map<Only, String> map) {
    }

    record Deep(Map<String, List<Contract>> map) {
    }

    record Flat(@JsonUnwrapped Only only) {
    }

    record Custom(@JsonDeserialize(using = Reader.class) Only only) {
    }

    record Code(Class<?> type) {
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(Anything.class, "java.lang.Object at Anything.value: it may hold anything. Declare the type"),
                arguments(Object.class, "java.lang.Object at Object: it may hold anything"),
                arguments(Raw.class, "java.lang.Object at Raw.items[]: it may hold anything"),
                arguments(Wildcard.class, "java.lang.Object at Wildcard.items[]: it may hold anything"),
                arguments(Free.class, "JsonNode at Free.nodes[]: free-form JSON has no fixed properties. Declare a record"),
                arguments(Keyed.class, "Only at Keyed.map{key}: a map's key is text in JSON. Use a String, an enum"),
                arguments(Deep.class, "Contract at Deep.map{}[]: it is an interface. Use a record, or tell its impl"),
                arguments(Half.class, "Half at Half: it is abstract. Use a record"),
                arguments(Closed.class, "Closed at Closed: it is an interface. Use a record, or tell its implementations with"),
                arguments(Unlisted.class, "no subtype is known. List the implementations with @JsonSubTypes"),
                arguments(Wrapped.class, "a type id as WRAPPER_OBJECT has no strict schema. Use @JsonTypeInfo(include = P"),
                arguments(Nothing.class, "an enum without constants allows no value. Give it a constant"),
                arguments(Empty.class, "Jackson finds no property that it could set. Use a record"),
                arguments(Nest.class, "the type contains ever new types of itself. Use a recursive record"),
                arguments(Grower.class, "the type contains ever new types of itself"),
                arguments(Endless.class,
                        "Endless must contain itself, so no answer could ever end. Make the property nullable"),
                arguments(Flat.class, "Only at Flat.only: @JsonUnwrapped hides the object whose properties these are. Rem"),
                arguments(Custom.class, "Only at Custom.only: only its own deserializer knows what its JSON looks like. Rem"),
                arguments(Code.class, "Class<java.lang.Object> at Code.type: only its own deserializer knows"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedWithPathAndMend(Class<?> type, String message) {
        OutputSchemas schemas = new OutputSchemas(Mappers.quarkus());

        assertThatThrownBy(() -> schemas.of(type)).isInstanceOf(UnsupportedTypeException.class)
                .hasMessageStartingWith("No strict schema for ").hasMessageContaining(message);
    }

    @Test
    void aDeserializerFromAModuleIsNoticed() {
        SimpleModule module = new SimpleModule().addDeserializer(Only.class, new Reader());
        OutputSchemas schemas = new OutputSchemas(Mappers.builder().addModule(module).build());

        assertThatThrownBy(() -> schemas.of(Only.class)).isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContaining("annotate a method with @JsonValue, or give a hand-written schema");
    }

    @Test
    void tooDeepANestingIsRefused() {
        record A(int value) {
        }
        record B(A a) {
        }
        record C(List<Map<String, B>> b) {
        }
        record D(List<Map<String, C>> c) {
        }
        record E(List<Map<String, D>> d) {
        }
        record F(List<Map<String, E>> e) {
        }
        record G(List<Map<String, F>> f) {
        }
        OutputSchemas schemas = new OutputSchemas(Mappers.quarkus());

        assertThatThrownBy(() -> schemas.of(G.class)).isInstanceOf(UnsupportedTypeException.class)
                .hasMessageContaining("objects are nested deeper than 10 levels");
    }
}
