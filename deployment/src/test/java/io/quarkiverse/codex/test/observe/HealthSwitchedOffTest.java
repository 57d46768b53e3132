package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.health.SmallRyeHealthReporter;

class HealthSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> {
            })
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.health.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.codex.path", "target/no-such-codex");

    @Inject
    SmallRyeHealthReporter reporter;

    @Test
    void asksNobody() {
        assertThat(reporter.getReadiness().getPayload().toString()).doesNotContainIgnoringCase("codex");
    }
}
