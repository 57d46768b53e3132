package io.quarkiverse.codex.review;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * The agent's answer.
 */
record Report(@JsonPropertyDescription("The answer to the question, in plain text") String summary,
        @JsonPropertyDescription("The worst first; empty when there is nothing to find") List<Finding> findings) {
}
