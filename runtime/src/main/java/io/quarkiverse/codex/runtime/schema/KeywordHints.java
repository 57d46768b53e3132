package io.quarkiverse.codex.runtime.schema;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says in words what codex leaves out of a tool's schema before the model sees it: formats, patterns and bounds of numbers.
 */
final class KeywordHints {

    private KeywordHints() {
    }

    /**
     * @param description may be {@code null}
     * @return the description with what the model could not know otherwise; {@code null} when there is neither
     */
    static String append(String description, ObjectNode keywords) {
        List<String> hints = new ArrayList<>();
        if (keywords.has("format")) {
            hints.add(format(keywords.get("format").asText()));
        }
        if (keywords.has("pattern")) {
            hints.add("matches " + keywords.get("pattern").asText());
        }
        add(hints, keywords, "minimum", "at least ");
        add(hints, keywords, "exclusiveMinimum", "more than ");
        add(hints, keywords, "maximum", "at most ");
        add(hints, keywords, "exclusiveMaximum", "less than ");
        add(hints, keywords, "minLength", "characters: at least ");
        add(hints, keywords, "maxLength", "characters: at most ");
        if (hints.isEmpty()) {
            return description;
        }
        String hint = "(" + String.join(", ", hints) + ")";
        return description == null || description.isBlank() ? hint : description + " " + hint;
    }

    private static String format(String format) {
        return switch (format) {
            case "date" -> "date as YYYY-MM-DD";
            case "date-time" -> "date and time with offset, as in RFC 3339";
            case "time" -> "time with offset, as in RFC 3339";
            case "duration" -> "duration as in ISO 8601";
            default -> format;
        };
    }

    private static void add(List<String> hints, ObjectNode keywords, String keyword, String words) {
        if (keywords.has(keyword) && !NumberRanges.goesWithoutSaying(keywords.get(keyword))) {
            hints.add(words + keywords.get(keyword).asText());
        }
    }
}
