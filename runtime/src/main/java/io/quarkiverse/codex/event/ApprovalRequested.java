package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex waits for permission or for an answer before it goes on. The exec transport never asks.
 *
 * @param requestId the id of the request, by which {@link io.quarkiverse.codex.approval.PendingApprovals} knows it, too, and
 *        what {@link ApprovalResolved#requestId()} will be; unique; never {@code null}
 * @param kind what is asked for, for example {@code command_execution}, {@code file_change}, {@code permissions}, {@code
 *        user_input} or {@code elicitation}; never {@code null}
 * @param itemId the id of the item that waits, or {@code null} where codex names none
 * @param details all that codex says about it, as it came, or {@code null}
 * @param extra see {@link TurnEvent#extra()}
 */
public record ApprovalRequested(String requestId, String kind, String itemId, JsonNode details,
        Map<String, JsonNode> extra) implements TurnEvent {

    /** The type on the wire. */
    public static final String TYPE = "approval.requested";

    public ApprovalRequested {
        requestId = requestId == null ? "" : requestId;
        kind = kind == null ? "" : kind;
        details = details == null || details.isNull() || details.isMissingNode() ? null : details;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an event with nothing beside its known components.
     */
    public ApprovalRequested(String requestId, String kind, String itemId, JsonNode details) {
        this(requestId, kind, itemId, details, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
