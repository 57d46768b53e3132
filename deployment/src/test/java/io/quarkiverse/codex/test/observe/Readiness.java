package io.quarkiverse.codex.test.observe;

import jakarta.json.JsonObject;

import io.smallrye.health.SmallRyeHealthReporter;

/** What the application says of its clients' readiness. */
final class Readiness {

    private Readiness() {
    }

    static JsonObject of(SmallRyeHealthReporter reporter) {
        return reporter.getReadiness().getPayload().getJsonArray("checks").stream().map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("Codex clients health check")).findFirst().orElseThrow();
    }
}
