package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

/** Nobody need use the client for that. */
class ImpossibleTimeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.\"reviewer\".timeouts.idle", "-10S")
            .assertException(failure -> assertThat(failure).isInstanceOf(CodexConfigurationException.class)
                    .hasMessage("quarkus.codex.\"reviewer\".timeouts.idle is PT-10S: choose a time, or 0 for no limit"));

    @Test
    void failsTheStartWithThePropertyToChange() {
        fail("The application has started");
    }
}
