package io.quarkiverse.codex.runtime.health;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether the application's clients could run turns, without having codex or a model do anything.
 */
@Readiness
@ApplicationScoped
public class CodexHealthCheck implements HealthCheck {

    private static final String UP = "UP";

    private final ClientProbes clients;

    @Inject
    CodexHealthCheck(ClientProbes clients) {
        this.clients = clients;
    }

    /** The platform calls it on a worker. */
    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Codex clients health check").up();
        for (ClientProbe probe : clients.probes()) {
            ClientHealth health = probe.check();
            response.withData(probe.name(), health.isReady() ? UP : String.join("; ", health.problems()));
            for (Map.Entry<String, String> detail : health.details().entrySet()) {
                response.withData(probe.name() + "." + detail.getKey(), detail.getValue());
            }
            if (!health.isReady()) {
                response.down();
            }
        }
        return response.build();
    }
}
