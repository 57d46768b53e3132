package io.quarkiverse.codex.runtime;

import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.health.ClientProbes;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Makes what looks at the health of clients.
 */
@Recorder
public class HealthRecorder {

    private final RuntimeValue<CodexConfig> config;

    public HealthRecorder(RuntimeValue<CodexConfig> config) {
        this.config = config;
    }

    /**
     * Returns what makes the probes.
     *
     * @param names the names of the clients that the application uses
     */
    public Supplier<ClientProbes> probes(List<String> names) {
        return () -> ClientProbes.of(names.stream()
                .map(name -> ClientFactory.healthSubject(name, config.getValue().clients().get(name), () -> Clients.get(name)))
                .toList());
    }
}
