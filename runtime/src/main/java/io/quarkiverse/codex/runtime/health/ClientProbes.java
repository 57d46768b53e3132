package io.quarkiverse.codex.runtime.health;

import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.transport.executable.KnownExecutable;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;

/**
 * Finds out which clients could run turns.
 *
 * @param probes one for each client
 */
public record ClientProbes(List<ClientProbe> probes) {

    /**
     * What is known of a client without making it.
     *
     * @param name its name
     * @param config its configuration
     * @param executable looks for codex
     * @param home looks at codex' home
     * @param client makes the client, or gives it where it was made
     */
    public record Subject(String name, ClientConfig config, KnownExecutable executable, HomeCheck home,
            Supplier<CodexClientImpl> client) {
    }

    /**
     * Makes what looks at clients.
     */
    public static ClientProbes of(List<Subject> subjects) {
        return new ClientProbes(subjects.stream().map(ClientProbes::probe).toList());
    }

    private static ClientProbe probe(Subject subject) {
        return subject.config().transport() == TransportKind.REMOTE ? new RemoteProbe(subject) : new LocalProbe(subject);
    }
}
