package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

class BlockedWorkerPoolTest {

    private static final int THREADS = 2;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("go").shell("touch wanted").reply("Done."))
            .overrideConfigKey("quarkus.thread-pool.max-threads", String.valueOf(THREADS))
            .overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.approval-policy", "untrusted");

    @Inject
    CodexClient codex;

    @Test
    void turnsEndAlthoughAllOfThePoolWaitsForThem() throws Exception {
        CyclicBarrier allAreBusy = new CyclicBarrier(THREADS);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                try {
                    allAreBusy.await(30, TimeUnit.SECONDS);
                    answer.complete(codex.startThread().runAndAwait("go").finalResponse());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
        }

        for (CompletableFuture<String> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("Done.");
        }
    }

    @ApplicationScoped
    static class Two implements ApprovalPolicy {

        @Override
        public Uni<ApprovalDecision> decide(ApprovalRequest request) {
            return ApprovalPolicy.firstOf(List.of(ApprovalPolicy.always(ApprovalDecision.abstain()),
                    ApprovalPolicy.always(ApprovalDecision.decline()))).decide(request);
        }
    }
}
