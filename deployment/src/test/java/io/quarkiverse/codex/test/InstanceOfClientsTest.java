package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.test.QuarkusUnitTest;

class InstanceOfClientsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.\"reviewer\".model", "any")
            .overrideConfigKey("quarkus.codex.sandbox-mode", "read-only");

    @Inject
    Instance<CodexClient> theDefault;

    @Inject
    @CodexClientName("reviewer")
    Instance<CodexClient> reviewer;

    @Inject
    @Any
    Instance<CodexClient> all;

    @Test
    void hasThoseWithItsQualifiers() {
        assertThat(theDefault).extracting(CodexClient::name).containsExactly(CodexClient.DEFAULT_NAME);
        assertThat(reviewer).extracting(CodexClient::name).containsExactly("reviewer");
        assertThat(all).extracting(CodexClient::name).containsExactlyInAnyOrder(CodexClient.DEFAULT_NAME, "reviewer");
        assertThat(all.select(CodexClientName.Literal.of("reviewer")).get().name()).isEqualTo("reviewer");
    }
}
