package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The files that the turn has changed so far have changed again. Each such event brings the whole difference, and codex sends
 * the same one more than once. The exec transport has none of these.
 *
 * @param diff what the turn did to the files until now, in the unified format of Git; never {@code null}; can be megabytes
 * @param extra see {@link TurnEvent#extra()}
 */
public record DiffUpdated(String diff, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "diff.updated";

    public DiffUpdated {
        diff = diff == null ? "" : diff;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public DiffUpdated(String diff) {
        this(diff, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
