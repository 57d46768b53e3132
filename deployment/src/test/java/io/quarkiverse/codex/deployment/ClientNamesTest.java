package io.quarkiverse.codex.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class ClientNamesTest {

    @Test
    void areTheFirstSegmentsBeforeAProperty() {
        assertThat(namesOf("quarkus.codex.\"reviewer\".model", "quarkus.codex.writer.timeouts.turn",
                "quarkus.codex.\"tester\".additional-directories[0]", "quarkus.codex.\"editor\".env.\"A.B\""))
                .containsExactly("editor", "reviewer", "tester", "writer");
    }

    @Test
    void areNotThePropertiesOfTheDefaultClient() {
        assertThat(namesOf("quarkus.codex.model", "quarkus.codex.timeouts.turn", "quarkus.codex.config.\"a.b\"",
                "quarkus.codex.env.PATH", "quarkus.codex.exec.max-event-size", "quarkus.codex.additional-directories[0]",
                "quarkus.codecs.reviewer.model")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "my.reviewer", "reviewer 2", "Überprüfer" })
    void mayHaveDotsAndSpaces(String name) {
        assertThat(namesOf("quarkus.codex.\"" + name + "\".model"))
                .containsExactly(name);
    }

    @Test
    void mayComeFromEnvironmentVariablesAlone() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(Map.of("QUARKUS_CODEX__REVIEWER__MODEL", "x", "QUARKUS_CODEX_MODEL", "x",
                        "QUARKUS_CODEX__REVIEWER__TIMEOUTS_TURN", "1M", "QUARKUS_CODEX__WRITER__SANDBOX_MODE", "read-only",
                        "QUARKUS_CODEX_SANDBOX_MODE", "read-only", "QUARKUS_CODEX_TIMEOUTS_TURN", "1M",
                        "QUARKUS_CODEX_ENV__MY_VARIABLE_", "x"), 300))
                .build();

        assertThat(ClientNames.configured(config).names()).containsExactly("reviewer", "writer");
    }

    @Test
    void areTheKeysOfWhatIsReadAtRunTime() {
        CodexConfig config = builder().addDiscoveredConverters().withMapping(CodexConfig.class)
                .withSources(new EnvConfigSource(Map.of("QUARKUS_CODEX__REVIEWER__SANDBOX_MODE", "workspace-write",
                        "QUARKUS_CODEX_REASONING_EFFORT", "high"), 300))
                .withSources(source("quarkus.codex.\"my.reviewer\".model"))
                .build().getConfigMapping(CodexConfig.class);

        assertThat(config.clients()).containsOnlyKeys("reviewer", "my.reviewer", CodexClient.DEFAULT_NAME);
        assertThat(config.clients().get("reviewer").sandboxMode()).contains(SandboxMode.WORKSPACE_WRITE);
        assertThat(config.clients().get("reviewer").reasoningEffort()).isEmpty();
        assertThat(config.clients().get(CodexClient.DEFAULT_NAME).reasoningEffort()).contains("high");
        assertThat(config.clients().get("my.reviewer").model()).contains("x");
    }

    @Test
    void ofTheActiveProfileCount() {
        SmallRyeConfig config = builder().withProfile("prod").withSources(source("%prod.quarkus.codex.\"reviewer\".model",
                "%dev.quarkus.codex.\"writer\".model")).build();

        assertThat(ClientNames.configured(config).names()).containsExactly("reviewer");
    }

    @Test
    void ofAnotherProfileAreNamedInTheComplaint() {
        SmallRyeConfig config = builder().withProfile("test").withSources(source("%prod.quarkus.codex.\"reviewer\".model",
                "%{dev,staging}.quarkus.codex.\"reviewer\".model")).build();

        assertThat(ClientNames.configured(config).problem("reviewer")).get().asString()
                .startsWith("the codex client named 'reviewer' is configured for other profiles only")
                .endsWith("quarkus.codex.\"reviewer\".model");
    }

    @Test
    void areNoneForPropertiesThatNoClientHas() {
        assertThat(namesOf("quarkus.codex.\"reviewer\".modle", "quarkus.codex.\"writer\".timeouts")).isEmpty();
    }

    @Test
    void areListedForWhoeverUsesAnother() {
        assertThat(new ClientNames(Set.of("writer"), Set.of()).problem("reviewer")).get().asString()
                .isEqualTo("there is no codex client named 'reviewer': set at least one property of it at build time,"
                        + " for example quarkus.codex.\"reviewer\".model, or use one of [writer]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\\b", "say \"hi\"" })
    void cannotHaveWhatQuotesAProperty(String name) {
        assertThat(new ClientNames(Set.of(name), Set.of()).problem(name)).get().asString()
                .isEqualTo("a codex client cannot be named '" + name + "', for SmallRye Config does not find the defaults of a"
                        + " name with a quotation mark or a backslash: choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = { "model", "timeouts", "config", "env", "sandbox-mode" })
    void cannotBeThoseOfProperties(String property) {
        assertThat(new ClientNames(Set.of(property), Set.of()).problem(property)).get().asString()
                .isEqualTo("a codex client cannot be named '" + property + "', for quarkus.codex." + property
                        + " is a property of the default client: choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = { "model", "timeouts.turn", "config.\"a.b\"", "additional-directories[0]", "tracing.content",
            "sandbox.mode" })
    void areJoinedByTheDefaultClientWhereItIsConfigured(String property) {
        assertThat(configuresDefault("quarkus.codex.\"other\".model", "quarkus.codex." + property)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "session.store", "session.lease.duration", "devservices.enabled", "tracing.enabled",
            "health.enabled", "modle", "env-of-others.model" })
    void areAloneWhereWhatConcernsAllClientsIsConfigured(String property) {
        assertThat(configuresDefault("quarkus.codex.\"other\".model", "quarkus.codex." + property)).isFalse();
    }

    private static boolean configuresDefault(String... properties) {
        return ClientNames.configuresDefault(builder().withSources(source(properties)).build());
    }

    private static Iterable<String> namesOf(String... properties) {
        return ClientNames.configured(builder().withSources(source(properties)).build()).names();
    }

    private static PropertiesConfigSource source(String... properties) {
        Map<String, String> values = new HashMap<>();
        for (String property : properties) {
            values.put(property, "x");
        }
        return new PropertiesConfigSource(values, "test", 100);
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder().addDefaultInterceptors();
    }
}
