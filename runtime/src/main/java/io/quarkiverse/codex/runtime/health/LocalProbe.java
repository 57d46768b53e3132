package io.quarkiverse.codex.runtime.health;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.host.TransportGauges;

/**
 * A client whose codex is a process on this machine.
 */
record LocalProbe(ClientProbes.Subject subject) implements ClientProbe {

    @Override
    public String name() {
        return subject.name();
    }

    @Override
    public Optional<Path> home() {
        return Optional.of(subject.home().home());
    }

    @Override
    public ClientHealth check() {
        List<String> problems = new ArrayList<>();
        Map<String, String> details = new LinkedHashMap<>();
        boolean server = subject.config().transport() == TransportKind.APP_SERVER;
        details.put("transport", server ? "app-server" : "exec");
        try {
            details.put("version", subject.executable().find().version());
            if (server) {
                TransportGauges gauges = subject.client().get().transport();
                details.put("processes", String.valueOf(gauges.connections()));
                if (gauges.failing()) {
                    problems.add("codex app-server has ended or did not start, and is tried again: the log says why");
                }
            }
        } catch (RuntimeException e) {
            problems.add(e.getMessage());
        }
        subject.home().problem().ifPresent(problems::add);
        subject.home().loginProblem().ifPresent(problems::add);
        return new ClientHealth(problems, details);
    }
}
