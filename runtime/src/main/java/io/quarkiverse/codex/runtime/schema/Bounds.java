package io.quarkiverse.codex.runtime.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Puts Jakarta Validation's bounds into the schema. Read by name and reflection, because a native image links everything it
 * sees at build time and Jakarta Validation is the application's choice, not a dependency. A bound that cannot be read is left
 * out: the schema then asks for less, and Bean Validation still sees the value.
 */
final class Bounds {

    private static final String PACKAGE = "jakarta.validation.constraints.";

    private Bounds() {
    }

    static Shape apply(Shape shape, List<Annotation> annotations, Dialect dialect) {
        List<Annotation> bounds = annotations.stream()
                .filter(annotation -> annotation.annotationType().getName().startsWith(PACKAGE)).toList();
        return bounds.isEmpty() ? shape : bounded(shape, bounds, dialect);
    }

    private static Shape bounded(Shape shape, List<Annotation> bounds, Dialect dialect) {
        if (shape instanceof Shape.Nullable nullable) {
            return new Shape.Nullable(bounded(nullable.shape(), bounds, dialect));
        }
        if (shape instanceof Shape.Items items) {
            return new Shape.Items(items.item(), sized(items.keywords(), bounds));
        }
        if (shape instanceof Shape.Entries entries) {
            return new Shape.Entries(entries.key(), entries.value(), sized(entries.keywords(), bounds));
        }
        if (shape instanceof Shape.Scalar scalar && !scalar.keywords().has("enum")) {
            ObjectNode keywords = scalar.keywords().deepCopy();
            for (Annotation bound : bounds) {
                if (scalar.type().equals("string")) {
                    text(keywords, bound);
                    if (dialect == Dialect.ARGUMENTS) {
                        length(keywords, bound);
                    }
                } else if (!scalar.type().equals("boolean")) {
                    number(keywords, bound);
                }
            }
            return new Shape.Scalar(keywords);
        }
        return shape;
    }

    private static ObjectNode sized(ObjectNode before, List<Annotation> bounds) {
        ObjectNode keywords = before.deepCopy();
        for (Annotation bound : bounds) {
            if (name(bound).equals("NotEmpty") && !keywords.has("minItems")) {
                keywords.put("minItems", 1);
            } else if (name(bound).equals("Size")) {
                if (attribute(bound, "min") instanceof Integer min && min > 0) {
                    keywords.put("minItems", min);
                }
                if (attribute(bound, "max") instanceof Integer max && max < Integer.MAX_VALUE) {
                    keywords.put("maxItems", max);
                }
            }
        }
        return keywords;
    }

    private static void text(ObjectNode keywords, Annotation bound) {
        if (name(bound).equals("Pattern") && !keywords.has("pattern") && !keywords.has("format")
                && attribute(bound, "flags") instanceof Object[] flags && flags.length == 0
                && attribute(bound, "regexp") instanceof String regexp) {
            // Bean Validation matches the whole text, JSON Schema any part of it.
            keywords.put("pattern", "^(?:" + regexp + ")$");
        } else if (name(bound).equals("Email") && !keywords.has("format")) {
            keywords.put("format", "email");
        }
    }

    /** Strict schemas know no length of a text. */
    private static void length(ObjectNode keywords, Annotation bound) {
        if (List.of("NotEmpty", "NotBlank").contains(name(bound)) && !keywords.has("minLength")) {
            keywords.put("minLength", 1);
        } else if (name(bound).equals("Size")) {
            if (attribute(bound, "min") instanceof Integer min && min > 0) {
                keywords.put("minLength", min);
            }
            if (attribute(bound, "max") instanceof Integer max && max < Integer.MAX_VALUE) {
                keywords.put("maxLength", max);
            }
        }
    }

    private static void number(ObjectNode keywords, Annotation bound) {
        boolean exclusive = Boolean.FALSE.equals(attribute(bound, "inclusive"));
        switch (name(bound)) {
            case "Min", "DecimalMin" -> NumberBound.MINIMUM.tighten(keywords, attribute(bound, "value"), exclusive);
            case "Max", "DecimalMax" -> NumberBound.MAXIMUM.tighten(keywords, attribute(bound, "value"), exclusive);
            case "Positive" -> NumberBound.MINIMUM.tighten(keywords, 0, true);
            case "PositiveOrZero" -> NumberBound.MINIMUM.tighten(keywords, 0, false);
            case "Negative" -> NumberBound.MAXIMUM.tighten(keywords, 0, true);
            case "NegativeOrZero" -> NumberBound.MAXIMUM.tighten(keywords, 0, false);
            default -> {
            }
        }
    }

    private static String name(Annotation bound) {
        return bound.annotationType().getSimpleName();
    }

    private static Object attribute(Annotation bound, String attribute) {
        try {
            return bound.annotationType().getMethod(attribute).invoke(bound);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unreadable) {
            return null;
        }
    }
}
