package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class ImpossibleSizeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.app-server.max-message-size", "3G")
            .overrideConfigKey("quarkus.codex.\"reviewer\".standard-error-limit", "0");

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("reviewer")
    CodexClient reviewer;

    @Test
    void failsWithThePropertyToChange() {
        assertThatThrownBy(() -> codex.startThread()).rootCause().isInstanceOf(CodexConfigurationException.class)
                .hasMessage(
                        "quarkus.codex.app-server.max-message-size is 3221225472 bytes: choose a size between 1 byte and 2 GiB");
        assertThatThrownBy(() -> reviewer.startThread()).rootCause().isInstanceOf(CodexConfigurationException.class)
                .hasMessage(
                        "quarkus.codex.\"reviewer\".standard-error-limit is 0 bytes: choose a size between 1 byte and 2"
                                + " GiB");
    }
}
