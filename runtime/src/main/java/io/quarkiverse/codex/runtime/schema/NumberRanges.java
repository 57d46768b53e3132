package io.quarkiverse.codex.runtime.schema;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which numbers Java's types can hold. Of what lies beyond, Jackson makes another number for some of them, or infinity.
 */
final class NumberRanges {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Range BYTE = new Range(JSON.numberNode((int) Byte.MIN_VALUE), JSON.numberNode((int) Byte.MAX_VALUE));
    private static final Range SHORT = new Range(JSON.numberNode((int) Short.MIN_VALUE),
            JSON.numberNode((int) Short.MAX_VALUE));
    private static final Range INT = new Range(JSON.numberNode(Integer.MIN_VALUE), JSON.numberNode(Integer.MAX_VALUE));
    private static final Range LONG = new Range(JSON.numberNode(Long.MIN_VALUE), JSON.numberNode(Long.MAX_VALUE));
    private static final Range FLOAT = new Range(JSON.numberNode((double) -Float.MAX_VALUE),
            JSON.numberNode((double) Float.MAX_VALUE));
    private static final Range DOUBLE = new Range(JSON.numberNode(-Double.MAX_VALUE), JSON.numberNode(Double.MAX_VALUE));

    private static final Map<Class<?>, Range> RANGES = Map.ofEntries(
            Map.entry(byte.class, BYTE), Map.entry(Byte.class, BYTE),
            Map.entry(short.class, SHORT), Map.entry(Short.class, SHORT),
            Map.entry(int.class, INT), Map.entry(Integer.class, INT), Map.entry(AtomicInteger.class, INT),
            Map.entry(long.class, LONG), Map.entry(Long.class, LONG), Map.entry(AtomicLong.class, LONG),
            Map.entry(float.class, FLOAT), Map.entry(Float.class, FLOAT),
            Map.entry(double.class, DOUBLE), Map.entry(Double.class, DOUBLE));

    /** A model gets there by mistake only, and each word in a description is paid for in every turn. */
    private static final Set<String> FAR_AWAY = Set.of(INT.minimum().asText(), INT.maximum().asText(),
            LONG.minimum().asText(), LONG.maximum().asText(), FLOAT.minimum().asText(), FLOAT.maximum().asText(),
            DOUBLE.minimum().asText(), DOUBLE.maximum().asText());

    private record Range(JsonNode minimum, JsonNode maximum) {
    }

    private NumberRanges() {
    }

    /**
     * Puts the range of a type into its schema, if it is a number's and has one.
     */
    static void apply(ObjectNode keywords, Class<?> type) {
        Range range = RANGES.get(type);
        if (range != null) {
            keywords.set("minimum", range.minimum());
            keywords.set("maximum", range.maximum());
        }
    }

    /**
     * Tells whether a bound is so far away that nobody needs to be told of it.
     */
    static boolean goesWithoutSaying(JsonNode bound) {
        return FAR_AWAY.contains(bound.asText());
    }
}
