package io.quarkiverse.codex.review;

/**
 * How much a finding matters.
 */
enum Severity {
    LOW,
    MEDIUM,
    HIGH
}
