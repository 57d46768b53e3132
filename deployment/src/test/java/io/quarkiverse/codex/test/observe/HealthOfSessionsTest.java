package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.session.CodexSessions;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.health.SmallRyeHealthReporter;

class HealthOfSessionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Readiness.class, Work.class))
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.\"other\".path", "target/no-such-codex");

    @Inject
    SmallRyeHealthReporter reporter;

    @Test
    void includesTheDefaultClientWhoseSessionsAreUsed() {
        assertThat(Readiness.of(reporter).getJsonObject("data")).containsKeys("<default>", "other");
    }

    @Singleton
    static class Work {

        @Inject
        CodexSessions sessions;
    }
}
