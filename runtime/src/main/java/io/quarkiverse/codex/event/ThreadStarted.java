package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The thread is open: the first event of every turn, also of a turn on a resumed thread.
 *
 * @param threadId the thread's id, by which it can be resumed; never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ThreadStarted(String threadId, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "thread.started";

    public ThreadStarted {
        threadId = threadId == null ? "" : threadId;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ThreadStarted(String threadId) {
        this(threadId, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
