package io.quarkiverse.codex.runtime.health;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.runtime.turn.CodexClientImpl;

/**
 * A client of app-servers elsewhere: one of them has to answer.
 */
record RemoteProbe(ClientProbes.Subject subject) implements ClientProbe {

    @Override
    public String name() {
        return subject.name();
    }

    @Override
    public Optional<Path> home() {
        return Optional.empty();
    }

    @Override
    public ClientHealth check() {
        List<String> problems = new ArrayList<>();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("transport", "remote");
        try {
            CodexClientImpl client = subject.client().get();
            details.put("connections", String.valueOf(client.transport().connections()));
            // It has a limit of its own, the client's connect-timeout.
            if (!client.ready().await().indefinitely()) {
                problems.add("no remote codex is ready: look whether it listens where remote.url says");
            }
        } catch (RuntimeException e) {
            problems.add(e.getMessage());
        }
        return new ClientHealth(problems, details);
    }
}
