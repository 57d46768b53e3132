package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

class MetricsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("hello").usage(1000, 50).reply("Hi!");
        model.when("fail").fail(400);
        model.when("fail late").usage(1000, 50).then(Step.toolCall("answer", Map.of())).fail(400);
        model.when("wait late").usage(1000, 50).then(Step.toolCall("answer", Map.of())).stall();
        model.when("flaky").fail(503).times(1);
        model.when("flaky").reply("Second time lucky.");
        model.when("wait").stall();
        model.when("tools").then(Step.toolCall("answer", Map.of())).then(Step.toolCall("refuse", Map.of())).reply("done");
        model.when("command").shell("sleep 0").reply("done");
    })
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-micrometer", Version.getVersion())))
            .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, Registry.class,
                    Tools.class, Policy.class))
            .overrideRuntimeConfigKey("quarkus.codex.approval-policy", "untrusted");

    @Inject
    CodexClient codex;

    @Inject
    MeterRegistry registry;

    @Test
    void countsWhatATurnHasUsed() {
        codex.startThread().runAndAwait("hello");

        assertThat(registry.get("codex.turns").tags("client", "<default>", "outcome", "completed", "error", "none").timer()
                .count()).isPositive();
        assertThat(registry.get("codex.tokens").tags("kind", "input").counter().count()).isGreaterThanOrEqualTo(1000);
        assertThat(registry.get("codex.tokens").tags("kind", "output").counter().count()).isGreaterThanOrEqualTo(50);
        assertThat(registry.get("gen_ai.client.token.usage").tags("gen_ai.operation.name", "invoke_agent",
                "gen_ai.provider.name", "openai", "gen_ai.request.model", "gpt-5.5", "gen_ai.token.type", "input")
                .summary().max()).isGreaterThanOrEqualTo(1000);
        assertThat(registry.get("gen_ai.client.operation.duration").tags("gen_ai.request.model", "gpt-5.5", "error.type",
                "none").timer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(registry.get("codex.events").tags("type", "thread.started").counter().count()).isPositive();
        assertThat(registry.get("codex.processes").tags("client", "<default>").gauge().value()).isEqualTo(1);
        assertThat(registry.get("codex.process.restarts").functionCounter().count()).isZero();
        assertThat(registry.get("codex.turns.queued").gauge().value()).isZero();
        assertThat(registry.get("codex.buffered.characters").gauge().value()).isZero();
    }

    @Test
    void tellsFailedTurnsByTheirKind() {
        assertThatThrownBy(() -> codex.startThread().runAndAwait("fail")).isInstanceOf(CodexTurnFailedException.class);

        assertThat(registry.get("codex.turns").tags("outcome", "failed", "error", "other").timer().count()).isPositive();
    }

    @Test
    void tellsCancelledTurnsAndWhichRun() throws Exception {
        long cancelled = cancelledTurns();
        CompletableFuture<Void> started = new CompletableFuture<>();
        Cancellable turn = codex.startThread().runStreamed("wait").subscribe().with(event -> {
            if (event instanceof ThreadStarted) {
                started.complete(null);
            }
        });
        started.get(1, TimeUnit.MINUTES);
        assertThat(registry.get("codex.turns.active").gauge().value()).isPositive();

        turn.cancel();

        assertThat(registry.get("codex.turns").tags("outcome", "cancelled").timer().count()).isEqualTo(cancelled + 1);
    }

    private long cancelledTurns() {
        Timer timer = registry.find("codex.turns").tags("outcome", "cancelled").timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void countsWhatATurnHasUsedBeforeItFailed() {
        double input = tokens("input");
        double output = tokens("output");
        long turns = turnsWithTokens();

        assertThatThrownBy(() -> codex.startThread().runAndAwait("fail late")).isInstanceOf(CodexTurnFailedException.class);

        assertThat(tokens("input")).isEqualTo(input + 1000);
        assertThat(tokens("output")).isEqualTo(output + 50);
        assertThat(turnsWithTokens()).isEqualTo(turns + 1);
    }

    @Test
    void countsWhatATurnHasUsedBeforeItWasCancelled() throws Exception {
        double input = tokens("input");
        CompletableFuture<Void> used = new CompletableFuture<>();
        Cancellable turn = codex.startThread().runStreamed("wait late").subscribe().with(event -> {
            if (event instanceof TokenUsageUpdated) {
                used.complete(null);
            }
        });
        used.get(1, TimeUnit.MINUTES);

        turn.cancel();

        assertThat(tokens("input")).isEqualTo(input + 1000);
    }

    private double tokens(String kind) {
        Counter counter = registry.find("codex.tokens").tags("kind", kind).counter();
        return counter == null ? 0 : counter.count();
    }

    private long turnsWithTokens() {
        DistributionSummary summary = registry.find("gen_ai.client.token.usage").tags("gen_ai.token.type", "input").summary();
        return summary == null ? 0 : summary.count();
    }

    @Test
    void countsFurtherAttempts() {
        codex.startThread().runAndAwait("flaky");

        assertThat(registry.get("codex.turns.retries").tags("client", "<default>").counter().count()).isEqualTo(1);
    }

    @Test
    void measuresTools() {
        codex.startThread().runAndAwait("tools");

        assertThat(registry.get("codex.tool.calls").tags("tool", "answer", "outcome", "success").timer().count()).isPositive();
        assertThat(registry.get("codex.tool.calls").tags("tool", "refuse", "outcome", "failure").timer().count()).isEqualTo(1);
    }

    @Test
    void countsHooksThatFail() {
        codex.startThread().runAndAwait("hello");

        assertThat(registry.get("codex.hooks.failures").tags("client", "<default>", "hook",
                Tools.class.getName() + ".broken(AfterTurn)").functionCounter().count()).isPositive();
        assertThat(registry.get("codex.hooks.failures").tags("hook", Tools.class.getName() + ".well(AfterTurn)")
                .functionCounter().count()).isZero();
    }

    @Test
    void measuresApprovals() {
        codex.startThread().runAndAwait("command");

        assertThat(registry.get("codex.approvals").tags("kind", "command_execution", "decision", "decline").timer().count())
                .isPositive();
    }

    @Test
    void countsWhatCodexWasToldAndNotWhatWasDecided() {
        // Content is no answer to whether a command may run, and for this one codex offers no leave that outlives it.
        ApprovalPolicy elsewhere = request -> Uni.createFrom()
                .item(ApprovalDecision.acceptWithContent(JsonNodeFactory.instance.objectNode()));
        ApprovalPolicy forSession = ApprovalPolicy.always(ApprovalDecision.acceptForSession());
        long before = approvals("decline");

        codex.startThread(ThreadOptions.builder().approvalPolicy(elsewhere).build()).runAndAwait("command");
        codex.startThread(ThreadOptions.builder().approvalPolicy(forSession).build()).runAndAwait("command");

        assertThat(approvals("decline")).isEqualTo(before + 1);
        assertThat(approvals("accept")).isEqualTo(1);
        assertThat(approvals("acceptForSession")).isZero();
    }

    private long approvals(String decision) {
        Timer timer = registry.find("codex.approvals").tags("kind", "command_execution", "decision", decision).timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void namesNoThread() {
        String thread = codex.startThread().runAndAwait("hello").threadId();

        assertThat(registry.getMeters()).extracting(Meter::getId).extracting(Object::toString)
                .noneMatch(id -> id.contains(thread));
    }

    @ApplicationScoped
    static class Registry {

        @Produces
        @Singleton
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    static class Tools {

        @CodexTool(description = "Answers")
        String answer() {
            return "42";
        }

        @CodexTool(description = "Refuses")
        String refuse() {
            throw new IllegalStateException("no");
        }

        @CodexHook
        void broken(AfterTurn turn) {
            throw new IllegalStateException("no");
        }

        @CodexHook
        void well(AfterTurn turn) {
            // There is nothing to do.
        }
    }

    @ApplicationScoped
    static class Policy implements ApprovalPolicy {

        @Override
        public Uni<ApprovalDecision> decide(ApprovalRequest request) {
            return Uni.createFrom().item(ApprovalDecision.decline());
        }
    }
}
