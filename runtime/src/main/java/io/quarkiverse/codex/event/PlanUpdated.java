package io.quarkiverse.codex.event;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The agent has made a plan for the turn, or has come further with it. Each such event brings the whole plan.
 * <p>
 * With the exec transport the plan comes as an item, {@link io.quarkiverse.codex.item.TodoList}.
 *
 * @param plan the steps in order; unmodifiable, never {@code null}
 * @param explanation why the plan is as it is, or {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record PlanUpdated(List<Step> plan, String explanation, Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "plan.updated";

    public PlanUpdated {
        plan = plan == null ? List.of() : List.copyOf(plan);
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public PlanUpdated(List<Step> plan, String explanation) {
        this(plan, explanation, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * One step of the plan.
     *
     * @param step what is to be done, never {@code null}
     * @param status how far it is
     */
    public record Step(String step, StepStatus status) {

        public Step {
            step = step == null ? "" : step;
            status = status == null ? StepStatus.UNKNOWN : status;
        }
    }

    /**
     * How far a step of the plan is.
     */
    public enum StepStatus {
        /** Nobody has begun it. */
        PENDING,
        /** The agent is at it. */
        IN_PROGRESS,
        /** It is done. */
        COMPLETED,
        /** A status this version does not know; the original stands in {@link PlanUpdated#extra()}. */
        UNKNOWN
    }
}
