package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a turn was to work on.
 *
 * @param turnId see {@link SessionEntry#turnId()}
 * @param sequence see {@link SessionEntry#sequence()}
 * @param at see {@link SessionEntry#at()}
 * @param content the parts in order, each an object with a {@code type}: {@code text}, {@code localImage}, {@code image},
 *        {@code skill} or {@code mention}; unmodifiable, never {@code null}
 * @param extra see {@link SessionEntry#extra()}
 */
public record SessionInput(String turnId, int sequence, Instant at, List<JsonNode> content,
        Map<String, JsonNode> extra) implements SessionEntry {

    /** The type in JSON. */
    public static final String TYPE = "input";

    public SessionInput {
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(at, "at");
        content = List.copyOf(content);
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an entry with nothing beside its known components.
     */
    public SessionInput(String turnId, int sequence, Instant at, List<JsonNode> content) {
        this(turnId, sequence, at, content, Map.of());
    }

    /**
     * Returns the text of all parts that are text.
     *
     * @return the texts with blank lines between them, as codex got them; never {@code null}
     */
    public String text() {
        return content.stream().filter(part -> "text".equals(part.path("type").asText()))
                .map(part -> part.path("text").asText()).collect(Collectors.joining("\n\n"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Tells where the entry belongs, not what it says: that does not belong in logs.
     */
    @Override
    public String toString() {
        return "SessionInput[turnId=" + turnId + ", sequence=" + sequence + ", parts=" + content.size() + "]";
    }
}
