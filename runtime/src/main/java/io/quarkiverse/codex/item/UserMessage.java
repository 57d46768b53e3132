package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the user said: the input of the turn, and the words with which it was steered.
 *
 * @param id see {@link ThreadItem#id()}
 * @param content the parts in order, each an object with a {@code type} such as {@code text} or {@code localImage}, as
 *        they came; unmodifiable, never {@code null}
 * @param clientId the id that the application gave the message, or {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record UserMessage(String id, List<JsonNode> content, String clientId,
        Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "user_message";

    public UserMessage {
        id = id == null ? "" : id;
        content = content == null ? List.of() : List.copyOf(content);
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public UserMessage(String id, List<JsonNode> content, String clientId) {
        this(id, content, clientId, Map.of());
    }

    /**
     * Returns the text of all parts that are text.
     *
     * @return the parts' texts, one below the other; never {@code null}
     */
    public String text() {
        return content.stream().filter(part -> part.path("type").asText().equals("text"))
                .map(part -> part.path("text").asText()).collect(Collectors.joining("\n"));
    }

    @Override
    public String type() {
        return TYPE;
    }
}
