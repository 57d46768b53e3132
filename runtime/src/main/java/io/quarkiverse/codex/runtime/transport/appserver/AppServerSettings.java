package io.quarkiverse.codex.runtime.transport.appserver;

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
 * @param client the client's name, as it is in questions to the application, and the names of its properties
 * @param executable the configured executable or launcher, or empty to look on the {@code PATH}
 * @param environment the whole environment of codex
 * @param home its home
 * @param apiKey the key that the app-server is given at its handshake, which keeps it in memory only
 * @param secrets what must not be seen in messages
 * @param processes how many processes share the threads
 * @param mostMessageBytes the longest message that is accepted
 * @param mostStandardErrorBytes how much of standard error is kept
 * @param mostRequests how many requests may wait for their answers at a time, for each process
 * @param requestTimeout how long an answer may take
 * @param mostWaitingEvents how many events of a turn may wait for their subscriber
 * @param mostWaitingCharacters how many characters of a turn may wait for their subscriber
 * @param restartDelay how long to wait before a process that died is started again, the first time
 * @param longestRestartDelay the most that this grows to while it goes on dying
 * @param mostOpenThreads how many threads without a turn stay open that can be opened again, for each process
 * @param mostEphemeralThreads how many threads without a turn stay open that cannot, for each process
 * @param idleTimeout how long nothing may be going on before a process is ended; empty for ever
 * @param grace how long codex may take to end, or to end a turn, before it is made to
 * @param foreignPatience how long another client may take to answer what codex asks in its turn, before this one says no; zero
 *        for ever
 * @param toolEndpoint where codex finds the application's hooks
 * @param toolReach by which way it gets there
 */
public record AppServerSettings(ClientProperties client, Optional<Path> executable,
        Map<String, String> environment, CodexHome home, Optional<String> apiKey, Secrets secrets, int processes,
        int mostMessageBytes,
        int mostStandardErrorBytes,
        int mostRequests, Duration requestTimeout, int mostWaitingEvents, long mostWaitingCharacters, Duration restartDelay,
        Duration longestRestartDelay, int mostOpenThreads, int mostEphemeralThreads, Optional<Duration> idleTimeout,
        Duration grace, Duration foreignPatience, ToolEndpoint toolEndpoint, ToolReach toolReach) {

    /**
     * Those of a client whose home is there already.
     */
    AppServerSettings(ClientProperties client, Optional<Path> executable,
            Map<String, String> environment, Optional<String> apiKey, Secrets secrets, int processes, int mostMessageBytes,
            int mostStandardErrorBytes, int mostRequests, Duration requestTimeout, int mostWaitingEvents,
            long mostWaitingCharacters, Duration restartDelay, Duration longestRestartDelay, int mostOpenThreads,
            int mostEphemeralThreads, Optional<Duration> idleTimeout, Duration grace, Duration foreignPatience,
            ToolEndpoint toolEndpoint, ToolReach toolReach) {
        this(client, executable, environment, CodexHome.existing(environment, client), apiKey, secrets, processes,
                mostMessageBytes, mostStandardErrorBytes, mostRequests, requestTimeout, mostWaitingEvents,
                mostWaitingCharacters, restartDelay, longestRestartDelay, mostOpenThreads, mostEphemeralThreads, idleTimeout,
                grace, foreignPatience, toolEndpoint, toolReach);
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
        return "AppServerSettings[" + client.clientName() + "]";
    }
}
