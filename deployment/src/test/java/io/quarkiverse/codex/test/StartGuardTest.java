package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.CodexUnavailableException;
import io.quarkiverse.codex.TurnResult;
import io.quarkus.test.QuarkusUnitTest;

/** What stands around the start of turns by configuration, and that it appears in the metrics of fault tolerance. */
class StartGuardTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("fail").fail(500);
        model.when("wrong").fail(400);
        model.when("go").reply("Gone.");
        model.when("stall").stall();
        model.when("oversleep").stall().once();
        model.when("oversleep").reply("Awake.");
    }, "limited", "slow", "patient")
            .overrideRuntimeConfigKey("quarkus.codex.retry.max-retries", "0")
            .overrideRuntimeConfigKey("quarkus.codex.circuit-breaker.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.codex.circuit-breaker.request-volume-threshold", "4")
            .overrideRuntimeConfigKey("quarkus.codex.circuit-breaker.failure-ratio", "0.75")
            .overrideRuntimeConfigKey("quarkus.codex.circuit-breaker.delay", "1H")
            .overrideConfigKey("quarkus.codex.\"limited\".rate-limit.max-turns", "1")
            .overrideConfigKey("quarkus.codex.\"limited\".rate-limit.window", "1H")
            .overrideConfigKey("quarkus.codex.\"slow\".timeouts.start", "3S")
            .overrideRuntimeConfigKey("quarkus.codex.\"slow\".retry.max-retries", "0")
            .overrideConfigKey("quarkus.codex.\"patient\".transport", "app-server")
            .overrideConfigKey("quarkus.codex.\"patient\".sandbox-mode", "workspace-write")
            .overrideConfigKey("quarkus.codex.\"patient\".timeouts.start", "3S")
            .overrideConfigKey("quarkus.codex.\"patient\".retry.max-retries", "3")
            .overrideConfigKey("quarkus.codex.\"patient\".retry.delay", "10MS");

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("limited")
    CodexClient limited;

    @Inject
    @CodexClientName("slow")
    CodexClient slow;

    @Inject
    @CodexClientName("patient")
    CodexClient patient;

    @Inject
    MeterRegistry metrics;

    @Test
    void theCircuitOpensAfterFailuresThatPassByThemselvesOnly() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> codex.startThread().runAndAwait("wrong")).isInstanceOf(CodexTurnFailedException.class);
        }
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> codex.startThread().runAndAwait("fail")).isInstanceOf(CodexTurnFailedException.class);
        }

        assertThatThrownBy(() -> codex.startThread().runAndAwait("go")).isInstanceOf(CodexUnavailableException.class)
                .hasMessageContaining("quarkus.codex.circuit-breaker");
        assertThat(metrics.get("ft.circuitbreaker.opened.total").tag("method", "codex default").counter().count())
                .isEqualTo(1);
    }

    @Test
    void theRateIsLimited() {
        assertThat(limited.startThread().runAndAwait("go").finalResponse()).isEqualTo("Gone.");

        assertThatThrownBy(() -> limited.startThread().runAndAwait("go")).isInstanceOf(CodexOverloadedException.class)
                .hasMessageContaining("quarkus.codex.\"limited\".rate-limit");
        assertThat(metrics.get("ft.ratelimit.calls.total").tag("method", "codex limited").tag("rateLimitResult", "rejected")
                .counter().count()).isEqualTo(1);
    }

    @Test
    void aModelThatDoesNotAnswerIsNotWaitedFor() {
        assertThatThrownBy(() -> slow.startThread().runAndAwait("stall")).isInstanceOfSatisfying(CodexTimeoutException.class,
                failure -> assertThat(failure.kind()).isEqualTo(CodexTimeoutException.Kind.START));
        assertThat(slow.startThread().runAndAwait("go").finalResponse()).isEqualTo("Gone.");
    }

    @Test
    void aTurnThatTheModelDidNotAnswerIsTriedAgainInASandboxThatMayWrite() {
        TurnResult result = patient.startThread().runAndAwait("oversleep");

        assertThat(result.finalResponse()).isEqualTo("Awake.");
        assertThat(result.retries()).isNotEmpty();
    }

    @Singleton
    static class Metrics {

        @Produces
        @Singleton
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
