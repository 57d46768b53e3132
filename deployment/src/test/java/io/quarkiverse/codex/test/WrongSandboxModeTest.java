package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class WrongSandboxModeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.codex.sandbox-mode", "open")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("quarkus.codex.sandbox-mode")
                    .hasStackTraceContaining("open")
                    .hasStackTraceContaining("read-only"));

    @Test
    void failsTheStart() {
        fail("must not start");
    }
}
