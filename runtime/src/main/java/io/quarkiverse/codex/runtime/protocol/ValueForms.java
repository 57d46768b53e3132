package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The forms of values that fields have.
 */
final class ValueForms {

    static final ValueForm<String> TEXT = new Text();
    static final ValueForm<Integer> INTEGER = new IntegerNumber();
    static final ValueForm<Long> COUNT = new Count();
    static final ValueForm<Boolean> TRUTH = new Truth();
    static final ValueForm<JsonNode> TREE = new Tree();

    private ValueForms() {
    }

    /** An array with elements of one form. */
    static <V> ValueForm<List<V>> listOf(ValueForm<V> element) {
        return new ListOf<>(element);
    }

    /** An object with a record of its own. */
    static <V> ValueForm<V> part(Shape<V> shape) {
        return new Part<>(shape);
    }

    /**
     * An enum by the names of its constants in lower case.
     *
     * @param constants all constants of the enum
     * @param unknown what a name stands for that is not among them; its own name is not among them either
     */
    static <E extends Enum<E>> ValueForm<E> names(E[] constants, E unknown) {
        return new Names<>(constants, unknown);
    }

    private static final class Text implements ValueForm<String> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : IRREGULAR;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return node.isTextual();
        }

        @Override
        public String from(JsonNode node) {
            return node.textValue();
        }

        @Override
        public void write(String value, JsonGenerator generator) throws IOException {
            generator.writeString(value);
        }
    }

    private static final class IntegerNumber implements ValueForm<Integer> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == NumberType.INT
                    ? (Object) parser.getIntValue()
                    : IRREGULAR;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToInt();
        }

        @Override
        public Integer from(JsonNode node) {
            return node.isNumber() && node.canConvertToInt() ? node.intValue() : null;
        }

        @Override
        public void write(Integer value, JsonGenerator generator) throws IOException {
            generator.writeNumber(value);
        }
    }

    private static final class Count implements ValueForm<Long> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER
                    ? (Object) parser.getLongValue()
                    : IRREGULAR;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToLong();
        }

        @Override
        public Long from(JsonNode node) {
            return node.isNumber() && node.canConvertToLong() ? node.longValue() : null;
        }

        @Override
        public void write(Long value, JsonGenerator generator) throws IOException {
            generator.writeNumber(value);
        }
    }

    private static final class Truth implements ValueForm<Boolean> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            return parser.currentToken().isBoolean() ? (Object) parser.getBooleanValue() : IRREGULAR;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return node.isBoolean();
        }

        @Override
        public Boolean from(JsonNode node) {
            return node.isBoolean() ? node.booleanValue() : null;
        }

        @Override
        public void write(Boolean value, JsonGenerator generator) throws IOException {
            generator.writeBoolean(value);
        }
    }

    private static final class Tree implements ValueForm<JsonNode> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            return WireTrees.read(parser);
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return true;
        }

        @Override
        public JsonNode from(JsonNode node) {
            return node;
        }

        @Override
        public void write(JsonNode value, JsonGenerator generator) throws IOException {
            WireTrees.write(value, generator);
        }
    }

    private record ListOf<V>(ValueForm<V> element) implements ValueForm<List<V>> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return IRREGULAR;
            }
            List<Object> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object value = element.read(parser);
                if (value == IRREGULAR) {
                    return IRREGULAR;
                }
                values.add(value);
            }
            return values;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            if (!node.isArray()) {
                return false;
            }
            for (JsonNode value : node) {
                if (!element.isRegular(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public List<V> from(JsonNode node) {
            if (!node.isArray()) {
                return null;
            }
            List<V> values = new ArrayList<>();
            for (JsonNode each : node) {
                V value = element.from(each);
                if (value != null) {
                    values.add(value);
                }
            }
            return values;
        }

        @Override
        public void write(List<V> values, JsonGenerator generator) throws IOException {
            generator.writeStartArray();
            for (V value : values) {
                element.write(value, generator);
            }
            generator.writeEndArray();
        }
    }

    private record Part<V>(Shape<V> shape) implements ValueForm<V> {

        @Override
        public Object read(JsonParser parser) throws IOException {
            V value = parser.currentToken() == JsonToken.START_OBJECT ? shape.read(parser, null) : null;
            return value == null ? IRREGULAR : value;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return node.isObject() && shape.isRegular((ObjectNode) node);
        }

        @Override
        public V from(JsonNode node) {
            return node.isObject() ? shape.from((ObjectNode) node) : null;
        }

        @Override
        public void write(V value, JsonGenerator generator) throws IOException {
            generator.writeStartObject();
            shape.writeFields(value, null, Map.of(), generator);
            generator.writeEndObject();
        }
    }

    private static final class Names<E extends Enum<E>> implements ValueForm<E> {

        private final Map<String, E> known = new HashMap<>();
        private final SerializedString[] names;
        private final E unknown;

        Names(E[] constants, E unknown) {
            this.names = new SerializedString[constants.length];
            this.unknown = unknown;
            for (E constant : constants) {
                String name = constant.name().toLowerCase(Locale.ROOT);
                names[constant.ordinal()] = new SerializedString(name);
                if (constant != unknown) {
                    known.put(name, constant);
                }
            }
        }

        @Override
        public Object read(JsonParser parser) throws IOException {
            E constant = parser.currentToken() == JsonToken.VALUE_STRING ? known.get(parser.getText()) : null;
            return constant == null ? IRREGULAR : constant;
        }

        @Override
        public boolean isRegular(JsonNode node) {
            return known.containsKey(node.textValue());
        }

        @Override
        public E from(JsonNode node) {
            return known.getOrDefault(node.textValue(), unknown);
        }

        @Override
        public void write(E value, JsonGenerator generator) throws IOException {
            generator.writeString(names[value.ordinal()]);
        }
    }
}
