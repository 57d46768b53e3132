package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The thread that has just been started stands in for one that is not on this machine: it was told what had been said there,
 * and knows nothing else of it. Comes right after {@link ThreadStarted}, in turns of a session only.
 *
 * @param continuedFrom the id of the thread that could not be resumed, never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ThreadContinued(String continuedFrom, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type in JSON; it never comes from codex. */
    public static final String TYPE = "thread.continued";

    public ThreadContinued {
        continuedFrom = continuedFrom == null ? "" : continuedFrom;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ThreadContinued(String continuedFrom) {
        this(continuedFrom, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
