package io.quarkiverse.codex.runtime.config;

/**
 * Where sessions are kept.
 */
public enum SessionStoreKind {
    /** In the memory of the application, as long as it runs. */
    MEMORY,
    /** In a directory, for all processes of a machine. */
    FILE,
    /** In Redis, for all replicas. */
    REDIS,
    /** In a relational database, for all replicas. */
    JDBC
}
