package io.quarkiverse.codex.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientPropertiesTest {

    @Test
    void namesThePropertiesOfTheClient() {
        assertThat(ClientProperties.OF_DEFAULT.name("timeouts.turn")).isEqualTo("quarkus.codex.timeouts.turn");
        assertThat(new ClientProperties("reviewer").name("timeouts.turn"))
                .isEqualTo("quarkus.codex.\"reviewer\".timeouts.turn");
    }
}
