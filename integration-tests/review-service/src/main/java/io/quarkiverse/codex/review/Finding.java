package io.quarkiverse.codex.review;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * Something the agent has found.
 */
record Finding(@JsonPropertyDescription("Relative to the working directory") String file,
        @JsonPropertyDescription("Where it begins, from 1; 0 for the whole file") int line,
        Severity severity,
        @JsonPropertyDescription("What is wrong, and what to do about it, in one or two sentences") String what) {
}
