package io.quarkiverse.codex.runtime.transport.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.transport.CodexHome;
import io.quarkiverse.codex.runtime.transport.Secrets;

/**
 * What is the same for all turns of a client.
 *
 * @param client the names of the client and of its properties
 * @param executable the configured executable or launcher, or empty to look on the {@code PATH}
 * @param environment the whole environment of codex
 * @param home its home
 * @param secrets what must not be seen in messages
 * @param mostEventBytes the longest event that is accepted
 * @param mostStandardErrorBytes how much of standard error is kept
 * @param grace how long codex may take to end before it is killed
 * @param toolEndpoint where codex finds the application's tools
 * @param toolReach by which way it gets there
 */
public record ExecSettings(ClientProperties client, Optional<Path> executable, Map<String, String> environment,
        CodexHome home, Secrets secrets, int mostEventBytes, int mostStandardErrorBytes, Duration grace,
        ToolEndpoint toolEndpoint, ToolReach toolReach) {

    /**
     * Those of a client whose home is there already.
     */
    public ExecSettings(ClientProperties client, Optional<Path> executable, Map<String, String> environment, Secrets secrets,
            int mostEventBytes, int mostStandardErrorBytes, Duration grace, ToolEndpoint toolEndpoint, ToolReach toolReach) {
        this(client, executable, environment, CodexHome.existing(environment, client), secrets, mostEventBytes,
                mostStandardErrorBytes, grace, toolEndpoint, toolReach);
    }

    /**
     * Returns what threads and log lines call the client.
     */
    String label() {
        return client.label();
    }

    /**
     * Tells the client's name only: the environment holds the key.
     */
    @Override
    public String toString() {
        return "ExecSettings[" + client.label() + "]";
    }
}
