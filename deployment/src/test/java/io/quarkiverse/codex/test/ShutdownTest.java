package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkus.test.QuarkusUnitTest;

class ShutdownTest {

    /** Where the application's class loader leaves what the test's own finds when the application is gone. */
    private static final String FAILURE = "codex.test.shutdown.failure";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("think").shell("sleep 600 & wait").stall())
            .setAllowTestClassOutsideDeployment(true)
            .setAfterUndeployListener(() -> {
                assertThat(CodexProcesses.alive()).isEmpty();
                assertThat(System.clearProperty(FAILURE)).contains("the application is stopping");
            });

    @Inject
    CodexClient codex;

    @Test
    void endsTheTurnsThatRun() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);

        codex.startThread().runStreamed("think").subscribe().with(event -> {
            if (event instanceof ItemStarted) {
                running.countDown();
            }
        }, failure -> System.setProperty(FAILURE, failure.getMessage()));

        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(CodexProcesses.alive()).isNotEmpty();
    }
}
