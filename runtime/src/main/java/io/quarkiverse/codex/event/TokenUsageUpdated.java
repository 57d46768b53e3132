package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Tokens were used. codex tells after each response of the model, of which a turn with tool calls has several.
 * <p>
 * The counts of a turn are what {@link #threadUsage()} has grown by since the turn began, not {@link #lastUsage()}. The exec
 * transport tells at the end of a turn only, see {@link TurnCompleted}.
 *
 * @param lastUsage the tokens of the last response of the model alone, or {@code null} where codex did not say, or
 *        says once more what it has said before
 * @param threadUsage the tokens of all turns of the thread so far, or {@code null} where codex did not say
 * @param modelContextWindow how many tokens the model can take in, or {@code null} where codex does not know
 * @param extra see {@link TurnEvent#extra()}
 */
public record TokenUsageUpdated(TokenUsage lastUsage, TokenUsage threadUsage, Long modelContextWindow,
        Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "token_usage.updated";

    public TokenUsageUpdated {
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public TokenUsageUpdated(TokenUsage lastUsage, TokenUsage threadUsage, Long modelContextWindow) {
        this(lastUsage, threadUsage, modelContextWindow, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
