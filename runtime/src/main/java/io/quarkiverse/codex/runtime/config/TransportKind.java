package io.quarkiverse.codex.runtime.config;

/**
 * How a client talks to codex.
 */
public enum TransportKind {
    /** A process {@code codex exec --json} for each turn. */
    EXEC,
    /** A few processes {@code codex app-server} that serve all threads. */
    APP_SERVER,
    /** App-servers on other machines or in other containers, over WebSockets. */
    REMOTE
}
