package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.CDI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

class ClientLookupTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .overrideConfigKey("quarkus.codex.\"reviewer\".model", "any");

    /** Nothing injects a client here, so nothing but the lookup itself keeps the beans. */
    @Test
    void findsClientsThatNothingInjects() {
        assertThat(Arc.container().instance(CodexClient.class).get().name()).isEqualTo(CodexClient.DEFAULT_NAME);
        assertThat(Arc.container().instance(CodexClient.class, CodexClientName.Literal.of("reviewer")).get().name())
                .isEqualTo("reviewer");
        assertThat(CDI.current().select(CodexClient.class, CodexClientName.Literal.of("reviewer")).get().name())
                .isEqualTo("reviewer");
        assertThat(CDI.current().select(CodexClient.class, CodexClientName.Literal.of("writer")).isUnsatisfied()).isTrue();
        assertThat(CDI.current().select(CodexClient.class, Default.Literal.INSTANCE).isResolvable()).isTrue();
    }
}
