package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The model has thought some more.
 * <p>
 * A decoration: the completed item says the same in full, and has the last word. The exec transport has no deltas.
 *
 * @param itemId the id of the item that grows, never {@code null}
 * @param kind whether the summary grows or the reasoning itself
 * @param index which part of the summary, or of the reasoning, grows; counted from zero
 * @param delta what is new, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ReasoningDelta(String itemId, Kind kind, int index, String delta,
        Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "item.reasoning.delta";

    public ReasoningDelta {
        itemId = itemId == null ? "" : itemId;
        kind = kind == null ? Kind.UNKNOWN : kind;
        delta = delta == null ? "" : delta;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ReasoningDelta(String itemId, Kind kind, int index, String delta) {
        this(itemId, kind, index, delta, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * What of the reasoning grows.
     */
    public enum Kind {
        /** The summary, {@link io.quarkiverse.codex.item.Reasoning#summary()}. */
        SUMMARY,
        /** The reasoning itself, {@link io.quarkiverse.codex.item.Reasoning#content()}, which few models show. */
        CONTENT,
        /** A kind this version does not know; the original stands in {@link ReasoningDelta#extra()}. */
        UNKNOWN
    }
}
