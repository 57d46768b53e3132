package io.quarkiverse.codex.runtime.schema;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a Java type looks like as JSON. The schema is written from it and answers are converted along it, so the two
 * cannot disagree. Immutable once the reader has returned; {@link Composite}s compare by identity, because they may be
 * recursive.
 */
sealed interface Shape {

    /**
     * A string, number or boolean.
     *
     * @param keywords the finished schema; never changed after construction
     */
    record Scalar(ObjectNode keywords) implements Shape {

        String type() {
            return keywords.path("type").asText();
        }
    }

    /**
     * JSON of the model's own choice, which strict schemas do not allow.
     *
     * @param keywords what is known of it; empty for anything at all
     */
    record Free(ObjectNode keywords) implements Shape {
    }

    /** A value that may be {@code null}. */
    record Nullable(Shape shape) implements Shape {
    }

    /**
     * An array.
     *
     * @param keywords bounds such as {@code minItems}
     */
    record Items(Shape item, ObjectNode keywords) implements Shape {
    }

    /**
     * A map. Strict schemas cannot say it: there it is an array of entries on the wire.
     *
     * @param keywords bounds such as {@code minItems}
     */
    record Entries(Scalar key, Shape value, ObjectNode keywords) implements Shape {

        static final String KEY = "key";
        static final String VALUE = "value";
    }

    /** A shape with a name, that may contain itself. */
    sealed interface Composite extends Shape {

        String name();

        String description();
    }

    /** An object with fixed properties, in order. */
    final class Fields implements Composite {

        private final String name;
        private final String description;
        private final Map<String, Field> fields = new LinkedHashMap<>();

        Fields(String name, String description) {
            this.name = name;
            this.description = description;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return description;
        }

        Map<String, Field> fields() {
            return fields;
        }
    }

    /** One of several objects, told apart by the value of one property. */
    final class Choice implements Composite {

        private final String name;
        private final String description;
        private final String discriminator;
        private final Map<String, Fields> options = new LinkedHashMap<>();

        Choice(String name, String description, String discriminator) {
            this.name = name;
            this.description = description;
            this.discriminator = discriminator;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return description;
        }

        String discriminator() {
            return discriminator;
        }

        Map<String, Fields> options() {
            return options;
        }
    }

    /**
     * A property of an object.
     *
     * @param description {@code null} if there is none
     */
    record Field(Shape shape, String description) {
    }
}
