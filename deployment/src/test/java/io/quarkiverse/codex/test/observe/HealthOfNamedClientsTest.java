package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.health.SmallRyeHealthReporter;

class HealthOfNamedClientsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Readiness.class, Work.class))
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.\"other\".path", "target/no-such-codex");

    @Inject
    SmallRyeHealthReporter reporter;

    @Test
    void saysNothingOfADefaultClientThatNobodyUses() {
        JsonObject clients = Readiness.of(reporter).getJsonObject("data");

        assertThat(clients.keySet()).contains("other").noneMatch(key -> key.startsWith("<default>"));
    }

    @Singleton
    static class Work {

        @Inject
        @CodexClientName("other")
        CodexClient codex;

        @Inject
        @CodexClientName("other")
        CodexSessions sessions;
    }
}
