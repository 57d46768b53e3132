package io.quarkiverse.codex.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.test.QuarkusUnitTest;

class DevServicesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new NeedyApplication().makeNeedy("quarkus.codex.\"other\".")
            .overrideConfigKey("quarkus.codex.model", "one-that-codex-does-not-know")
            .assertLogRecords(log -> assertThat(NeedyApplication.messages(log)).satisfiesExactlyInAnyOrder(
                    line -> assertThat(line).contains("lend codex", "for no client finds one").doesNotContain("\n"),
                    line -> assertThat(line).contains("a scripted model", "neither a key nor a login").doesNotContain("\n")));

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("other")
    CodexClient other;

    @Test
    void lendACodexAndAModel() {
        assertThat(codex.startThread().runAndAwait("hello").finalResponse()).contains("scripted model of Dev Services");
        assertThat(other.startThread().runAndAwait("hello").finalResponse()).contains("scripted model of Dev Services");
    }
}
