package org.acme;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** One thing that a review has found. */
// tag::class[]
public record Finding(String file, int line, Severity severity,
        @JsonPropertyDescription("One sentence") String problem, Optional<String> remedy) {

    public enum Severity {
        LOW,
        MEDIUM,
        HIGH
    }
}
// end::class[]
