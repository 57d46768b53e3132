package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.health.SmallRyeHealthReporter;

class UnhealthyClientsTest {

    private static final String KEY = "sk-canary-of-health";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Readiness.class))
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.path", "target/no-such-codex")
            .overrideConfigKey("quarkus.codex.api-key", KEY)
            .overrideConfigKey("quarkus.codex.home", "pom.xml")
            .overrideConfigKey("quarkus.codex.\"other\".path", "target/no-such-codex")
            .overrideConfigKey("quarkus.codex.\"other\".inherit-env", "false")
            .overrideConfigKey("quarkus.codex.\"other\".home", "target")
            .overrideConfigKey("quarkus.codex.\"elsewhere\".transport", "remote")
            .overrideConfigKey("quarkus.codex.\"elsewhere\".remote.url", "ws://localhost:1");

    @Inject
    SmallRyeHealthReporter reporter;

    @Test
    void sayWhyAndWhatToDo() {
        JsonObject check = Readiness.of(reporter);

        assertThat(check.getString("status")).isEqualTo("DOWN");
        assertThat(check.getJsonObject("data").getString("<default>")).contains("no-such-codex", "quarkus.codex.path",
                "pom.xml is not an existing directory").doesNotContain("login");
        assertThat(check.getJsonObject("data").getString("other")).contains("no-such-codex",
                "neither a key nor a login: set quarkus.codex.\"other\".api-key").doesNotContain("directory");
        assertThat(check.getJsonObject("data").getString("elsewhere")).contains("remote.url");
        assertThat(check.toString()).doesNotContain(KEY);
    }
}
