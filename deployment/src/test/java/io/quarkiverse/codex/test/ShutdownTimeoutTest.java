package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.runtime.session.store.FileSessionStore;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkus.test.QuarkusUnitTest;

/** Turns that do not come to their end within {@code quarkus.shutdown.timeout} are ended, and their sessions know it. */
class ShutdownTimeoutTest {

    /** Where the application's class loader leaves what the test's own finds when the application is gone. */
    private static final String FAILURE = "codex.test.shutdown.timeout.";
    private static final String WORKER = "worker";
    private static final String SESSION = "user-42";
    private static final Path DIRECTORY = Path.of("target", "shutdown-timeout").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> {
                delete(DIRECTORY);
                model.when("think").reply("I begin.").shell("sleep 600 & wait");
            }, WORKER)
            .overrideRuntimeConfigKey("quarkus.shutdown.timeout", "1S")
            .overrideConfigKey("quarkus.codex.\"worker\".transport", "exec")
            .overrideConfigKey("quarkus.codex.session.store", "file")
            .overrideRuntimeConfigKey("quarkus.codex.session.file.directory", DIRECTORY.toString())
            .setAllowTestClassOutsideDeployment(true)
            .setAfterUndeployListener(() -> {
                assertThat(CodexProcesses.alive()).isEmpty();
                // That of the application is still there, and has another Mutiny.
                Thread.currentThread().setContextClassLoader(ShutdownTimeoutTest.class.getClassLoader());
                assertInterrupted(CodexClient.DEFAULT_NAME);
                assertInterrupted(WORKER);
            });

    @Inject
    CodexSessions sessions;

    @Inject
    @CodexClientName(WORKER)
    CodexSessions ofTheWorker;

    @Test
    void endsTheTurnsThatDoNot() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(2);

        begin(CodexClient.DEFAULT_NAME, sessions, running);
        begin(WORKER, ofTheWorker, running);

        assertThat(running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void begin(String client, CodexSessions sessions, CountDownLatch running) {
        sessions.thread(SESSION).runStreamed("think").subscribe().with(event -> {
            if (event instanceof ItemStarted started && started.item() instanceof CommandExecution) {
                running.countDown();
            }
        }, failure -> System.setProperty(FAILURE + client, failure.toString()));
    }

    private static void assertInterrupted(String client) {
        assertThat(System.clearProperty(FAILURE + client)).contains("CodexShutdownException");
        List<SessionEntry> entries = new FileSessionStore(DIRECTORY, Runnable::run).load(new SessionKey(client, SESSION))
                .collect().asList().await().atMost(PATIENCE);
        assertThat(entries).filteredOn(SessionItem.class::isInstance).extracting(entry -> ((SessionItem) entry).item())
                .filteredOn(AgentMessage.class::isInstance).extracting(item -> ((AgentMessage) item).text())
                .containsExactly("I begin.");
        assertThat(entries).last().isInstanceOfSatisfying(SessionOutcome.class, outcome -> {
            assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED);
            assertThat(outcome.failure()).contains("CodexShutdownException");
        });
    }

    private static void delete(Path directory) {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
