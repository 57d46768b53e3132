package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.testing.Step;
import io.quarkus.test.QuarkusUnitTest;

/** A turn that runs when the application is to stop comes to its end, while others are refused. */
class GracefulShutdownTest {

    /** Where the application's class loader leaves what the test's own finds when the application is gone. */
    private static final String REFUSAL = "codex.test.shutdown.refusal";
    private static final String END = "codex.test.shutdown.end";
    /** The turn goes on when it is there. */
    private static final Path SIGN = Path.of("target", "graceful-shutdown").toAbsolutePath();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        delete(SIGN);
        model.when("work").then(Step.shell("while [ ! -e '" + SIGN + "' ]; do sleep 0.05; done", Duration.ofMinutes(1)))
                .reply("Done.");
    }).overrideRuntimeConfigKey("quarkus.shutdown.timeout", "60S")
            .overrideRuntimeConfigKey("quarkus.codex.bulkhead.max-concurrent", "1")
            .overrideRuntimeConfigKey("quarkus.codex.bulkhead.max-queued", "0")
            .setAllowTestClassOutsideDeployment(true)
            .setAfterUndeployListener(() -> {
                assertThat(System.clearProperty(REFUSAL))
                        .isEqualTo("The turn was not started because the application is stopping");
                assertThat(System.clearProperty(END)).isEqualTo("COMPLETED");
                assertThat(CodexProcesses.alive()).isEmpty();
            });

    @Inject
    CodexClient codex;

    @Test
    void letsTheTurnEndThatRuns() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        codex.startThread().runStreamed("work").subscribe().with(event -> {
            if (event instanceof ItemStarted) {
                running.countDown();
            } else if (event instanceof TurnCompleted end) {
                System.setProperty(END, end.status().name());
            }
        }, failure -> System.setProperty(END, failure.toString()));
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        // There is room for one turn, so that others are refused all the time, and at some time for another reason.
        codex.startThread().run("other").onFailure(CodexOverloadedException.class).retry().withBackOff(Duration.ofMillis(20))
                .expireIn(Duration.ofMinutes(1).toMillis())
                .subscribe().with(never -> System.setProperty(REFUSAL, "none"), failure -> {
                    System.setProperty(REFUSAL, failure.getMessage());
                    create(SIGN);
                });
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
