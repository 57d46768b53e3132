package io.quarkiverse.codex.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.CommandExecution;
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

    record Report(String title, List<Finding> findings) {
    }

    record Finding(String file, int line, Severity severity, Optional<Finding> cause) {
    }

    enum Severity {
        LOW,
        HIGH
    }

    @Test
    void lendACodexAndAModel() {
        TurnResult result = codex.startThread().runAndAwait("hello");

        assertThat(result.finalResponse()).contains("scripted model of Dev Services");
        assertThat(result.items()).filteredOn(CommandExecution.class::isInstance).singleElement()
                .extracting(item -> ((CommandExecution) item).exitCode()).isEqualTo(0);
        assertThat(codex.startThread().runAndAwait("findings?", Report.class).findings()).singleElement()
                .satisfies(finding -> assertThat(finding.file()).isNotBlank());
        assertThat(other.startThread().runAndAwait("hello").finalResponse()).contains("scripted model of Dev Services");
    }
}
