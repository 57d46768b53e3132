package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class LogContextTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("work").then(Step.toolCall("look", Map.of())).shell("touch somewhere").reply("done"))
            .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, Seen.class,
                    Work.class, Policy.class))
            .overrideRuntimeConfigKey("quarkus.codex.approval-policy", "untrusted");

    @Inject
    CodexClient codex;

    @Inject
    Seen seen;

    @Test
    void saysWhichTurnItIsWhereverTheApplicationIsCalled() {
        MDC.put("codex.client", "somebody else");
        codex.startThread().runStreamed("work").invoke(event -> {
            if (event instanceof TurnCompleted) {
                seen.at("consumer");
            }
        }).collect().last().await().indefinitely();

        assertThat(seen.at()).containsOnlyKeys("tool", "hook", "policy", "consumer");
        assertThat(seen.at().values()).as(seen.at().toString()).hasSize(4)
                .allMatch(context -> context.equals(seen.at().get("tool")));
        assertThat(seen.at().get("tool")).matches("<default> [0-9a-f-]{36} [0-9a-f-]{36}");
        assertThat(MDC.get("codex.client")).isEqualTo("somebody else");
        MDC.remove("codex.client");
    }

    @ApplicationScoped
    static class Seen {

        private final Map<String, String> at = new ConcurrentHashMap<>();

        Map<String, String> at() {
            return at;
        }

        void at(String place) {
            at.put(place, MDC.get("codex.client") + " " + MDC.get("codex.threadId") + " " + MDC.get("codex.turnId"));
        }
    }

    @ApplicationScoped
    static class Work {

        @Inject
        Seen seen;

        @CodexTool(description = "Looks")
        String look() {
            seen.at("tool");
            return "there";
        }

        @CodexHook
        void on(TurnStarted started) {
            seen.at("hook");
        }
    }

    @ApplicationScoped
    static class Policy implements ApprovalPolicy {

        @Inject
        Seen seen;

        @Override
        public Uni<ApprovalDecision> decide(ApprovalRequest request) {
            seen.at("policy");
            return Uni.createFrom().item(ApprovalDecision.decline());
        }
    }
}
