package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What codex waited for was decided.
 *
 * @param requestId see {@link ApprovalRequested#requestId()}; never {@code null}
 * @param kind see {@link ApprovalRequested#kind()}; never {@code null}
 * @param itemId see {@link ApprovalRequested#itemId()}
 * @param decision what codex was told, which may be less than what was decided: {@code accept}, {@code acceptForSession},
 *        {@code
 *        acceptWithExecpolicyAmendment}, {@code applyNetworkPolicyAmendment}, {@code answer}, {@code decline}, {@code cancel},
 *        or {@code withdrawn} where nobody waits any more; never {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ApprovalResolved(String requestId, String kind, String itemId, String decision,
        Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "approval.resolved";

    public ApprovalResolved {
        requestId = requestId == null ? "" : requestId;
        kind = kind == null ? "" : kind;
        decision = decision == null ? "" : decision;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ApprovalResolved(String requestId, String kind, String itemId, String decision) {
        this(requestId, kind, itemId, decision, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
