package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A review of code begins.
 *
 * @param id see {@link ThreadItem#id()}
 * @param review what is reviewed, in words; never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record EnteredReviewMode(String id, String review, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "entered_review_mode";

    public EnteredReviewMode {
        id = id == null ? "" : id;
        review = review == null ? "" : review;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public EnteredReviewMode(String id, String review) {
        this(id, review, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
