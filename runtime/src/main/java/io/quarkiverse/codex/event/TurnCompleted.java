package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The turn is over and did not fail: the terminal event of a turn that ended by itself or was interrupted.
 *
 * @param status whether the turn ended by itself or was interrupted
 * @param usage the tokens of this turn, or {@code null} where they cannot be known; as codex counts them, where
 *        {@link io.quarkiverse.codex.TurnResult#usage()} has them as a value that can always be added up
 * @param threadUsage the tokens of all turns of the thread so far, or {@code null} where codex did not say; this is the number
 *        that {@code codex exec} writes as {@code usage}
 * @param extra see {@link TurnEvent#extra()}
 */
public record TurnCompleted(TurnStatus status, TokenUsage usage, TokenUsage threadUsage,
        Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "turn.completed";

    public TurnCompleted {
        status = status == null ? TurnStatus.COMPLETED : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public TurnCompleted(TurnStatus status, TokenUsage usage, TokenUsage threadUsage) {
        this(status, usage, threadUsage, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
