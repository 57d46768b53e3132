package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A running command has written something.
 * <p>
 * A decoration: the completed item says the same in full, and has the last word. codex may leave out the beginning of what a
 * command writes: the deltas need not add up to the output. The exec transport has no deltas.
 *
 * @param itemId the id of the command, never {@code null}
 * @param delta what is new, of standard output and error alike; never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record CommandOutputDelta(String itemId, String delta, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "item.command_execution.output_delta";

    public CommandOutputDelta {
        itemId = itemId == null ? "" : itemId;
        delta = delta == null ? "" : delta;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public CommandOutputDelta(String itemId, String delta) {
        this(itemId, delta, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
