package io.quarkiverse.codex.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexConfigurationException;

class ConfigurationCheckTest {

    @ParameterizedTest
    @ValueSource(strings = { "timeouts.turn", "timeouts.start", "timeouts.idle", "timeouts.shutdown", "approvals.timeout",
            "app-server.request-timeout", "app-server.restart-delay", "app-server.max-restart-delay",
            "app-server.idle-timeout" })
    void refusesTimesOfLessThanNothingByTheNameOfTheProperty(String property) {
        assertThatThrownBy(() -> ClientFactory.check("reviewer", Configs.of(property, "-PT1S")))
                .isInstanceOf(CodexConfigurationException.class)
                .hasMessageStartingWith("quarkus.codex.\"reviewer\"." + property + " is PT-1S: choose a time");
    }

    @ParameterizedTest
    @ValueSource(strings = { "timeouts.turn", "timeouts.start", "timeouts.idle", "timeouts.shutdown", "approvals.timeout",
            "app-server.restart-delay", "app-server.max-restart-delay" })
    void takesZeroWhereItMeansSomething(String property) {
        assertThatCode(() -> ClientFactory.check("reviewer", Configs.of(property, "0S"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "app-server.request-timeout", "app-server.idle-timeout" })
    void refusesZeroWhereItMeansNothing(String property) {
        assertThatThrownBy(() -> ClientFactory.check("reviewer", Configs.of(property, "0S")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining(property);
    }
}
