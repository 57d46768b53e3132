package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.health.SmallRyeHealthReporter;

class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("hello").reply("Hi!"))
            .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, Readiness.class));

    @Inject
    SmallRyeHealthReporter reporter;

    @Inject
    CodexClient codex;

    @Test
    void isUpBeforeAnythingWasStartedAndAfterwards() {
        JsonObject before = Readiness.of(reporter);
        assertThat(before.getString("status")).as(before.toString()).isEqualTo("UP");
        assertThat(before.getJsonObject("data").getString("<default>")).isEqualTo("UP");
        assertThat(before.getJsonObject("data").getString("<default>.version")).startsWith("0.");
        assertThat(before.getJsonObject("data").getString("<default>.processes")).isEqualTo("0");

        codex.startThread().runAndAwait("hello");

        JsonObject after = Readiness.of(reporter);
        assertThat(after.getString("status")).as(after.toString()).isEqualTo("UP");
        assertThat(after.getJsonObject("data").getString("<default>.processes")).isEqualTo("1");
    }
}
