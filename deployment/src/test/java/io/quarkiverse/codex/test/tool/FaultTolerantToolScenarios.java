package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Tools under Fault Tolerance, on whatever transport.
 */
abstract class FaultTolerantToolScenarios {

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            for (String tool : List.of("retried", "retriedLater", "limited")) {
                model.when(tool).then(transport.call(tool, Map.of())).reply("Done.");
            }
            Step.ToolCall crowded = transport.call("crowded", Map.of());
            model.when("crowded").then(Step.together(crowded, crowded)).reply("Done.");
        }, FaultTolerantToolScenarios.class, Tools.class);
    }

    static class Tools {

        final CompletableFuture<Void> interrupted = new CompletableFuture<>();
        private final AtomicInteger tries = new AtomicInteger();
        private final AtomicInteger laterTries = new AtomicInteger();
        private final CountDownLatch oneIsTooMany = new CountDownLatch(1);

        @CodexTool(description = "Works at the third try")
        @Retry(maxRetries = 2, delay = 0, jitter = 0)
        String retried() {
            return third(tries);
        }

        @CodexTool(description = "Works at the third try, later")
        @Retry(maxRetries = 2, delay = 0, jitter = 0)
        Uni<String> retriedLater() {
            return Uni.createFrom().item(() -> third(laterTries));
        }

        private static String third(AtomicInteger tries) {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return "at try " + tries;
        }

        @CodexTool(description = "Never ends")
        @Timeout(500)
        void limited() throws InterruptedException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(null);
                throw e;
            }
        }

        @CodexTool(description = "Takes one at a time")
        @Bulkhead(1)
        @Fallback(fallbackMethod = "full")
        String crowded() throws InterruptedException {
            return "alone " + oneIsTooMany.await(30, TimeUnit.SECONDS);
        }

        String full() {
            oneIsTooMany.countDown();
            return "full";
        }
    }

    @Inject
    CodexClient codex;

    @Inject
    Tools tools;

    @Test
    void isTriedAgain() {
        assertThat(texts("retried")).containsExactly("at try 3");
        assertThat(texts("retriedLater")).containsExactly("at try 3");
    }

    @Test
    void takesNoLongerThanItMay() throws Exception {
        assertThat(call("limited")).singleElement().extracting(ToolAnswer::success).isEqualTo(false);
        tools.interrupted.get(30, TimeUnit.SECONDS);
    }

    @Test
    void takesNoMoreAtATimeThanItMay() {
        assertThat(texts("crowded")).containsExactlyInAnyOrder("alone true", "full");
    }

    private List<String> texts(String prompt) {
        return call(prompt).stream().map(ToolAnswer::text).toList();
    }

    private List<ToolAnswer> call(String prompt) {
        return ToolAnswer.of(codex.startThread().run(prompt).await().atMost(Duration.ofSeconds(60)));
    }
}
