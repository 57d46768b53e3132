package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A review of code ends.
 *
 * @param id see {@link ThreadItem#id()}
 * @param review the findings, in words; never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record ExitedReviewMode(String id, String review, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "exited_review_mode";

    public ExitedReviewMode {
        id = id == null ? "" : id;
        review = review == null ? "" : review;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public ExitedReviewMode(String id, String review) {
        this(id, review, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
