package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that another agent, which this one has started, went through.
 *
 * @param id see {@link ThreadItem#id()}
 * @param kind what happened to it
 * @param agentThreadId the other agent's thread, never {@code null}
 * @param agentPath the other agent's place among the agents, for example {@code /root/tests}; never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record SubAgentActivity(String id, Kind kind, String agentThreadId, String agentPath,
        Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "sub_agent_activity";

    public SubAgentActivity {
        id = id == null ? "" : id;
        kind = kind == null ? Kind.UNKNOWN : kind;
        agentThreadId = agentThreadId == null ? "" : agentThreadId;
        agentPath = agentPath == null ? "" : agentPath;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public SubAgentActivity(String id, Kind kind, String agentThreadId, String agentPath) {
        this(id, kind, agentThreadId, agentPath, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * What happened to another agent.
     */
    public enum Kind {
        /** It has begun. */
        STARTED,
        /** It was spoken to, or spoke. */
        INTERACTED,
        /** It was stopped. */
        INTERRUPTED,
        /** It is done. */
        COMPLETED,
        /** A kind this version does not know; the original stands in {@link SubAgentActivity#extra()}. */
        UNKNOWN
    }
}
