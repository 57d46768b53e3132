package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class WrongSizeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideConfigKey("quarkus.codex.exec.max-event-size", "much")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("quarkus.codex.exec.max-event-size")
                    .hasStackTraceContaining("much"));

    @Test
    void failsTheStart() {
        fail("must not start");
    }
}
