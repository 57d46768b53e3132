package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.process.ChildProcess;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
@Timeout(60)
class WatchdogTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Queue<Abort> aborts = new ConcurrentLinkedQueue<>();
    private ChildProcess process;

    @BeforeEach
    void start() throws IOException {
        timer.setRemoveOnCancelPolicy(true);
        process = ChildProcess.start(new ProcessSpec("watchdog-test", List.of("/bin/sleep", "600"), Map.of(), null, 10, LONG),
                new byte[0]);
    }

    @AfterEach
    void end() {
        process.end();
        timer.shutdownNow();
    }

    private Watchdog watchdog(Duration turn, Duration idle) {
        return new Watchdog(timer, process,
                new TurnSettings(Path.of("/"), List.of(), false, false, new ConfigTree(), turn, idle),
                new ClientProperties("reviewer"), aborts::add);
    }

    private CodexTimeoutException timeout() {
        await().atMost(LONG).until(() -> !aborts.isEmpty());
        return (CodexTimeoutException) aborts.peek().cause();
    }

    @Test
    void endsATurnThatTakesTooLong() {
        try (Watchdog watchdog = watchdog(Duration.ofMillis(50), Duration.ZERO)) {
            assertThat(timeout().kind()).isEqualTo(CodexTimeoutException.Kind.TURN);
            assertThat(watchdog).isNotNull();
        }
    }

    @Test
    void endsATurnThatSaysNothing() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Watchdog watchdog = watchdog(Duration.ZERO, Duration.ofMillis(50));
                InputStream silent = watchdog.watched(silentUntil(release))) {
            Thread reader = new Thread(() -> {
                try {
                    silent.read(new byte[1], 0, 1);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            reader.start();

            assertThat(timeout().kind()).isEqualTo(CodexTimeoutException.Kind.IDLE);
            release.countDown();
            reader.join();
        }
    }

    private static InputStream silentUntil(CountDownLatch release) {
        return new InputStream() {
            @Override
            public int read() {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return -1;
            }
        };
    }

    @Test
    void doesNotCountTheTimeInWhichNobodyListens() {
        try (Watchdog watchdog = watchdog(Duration.ZERO, Duration.ofMillis(20))) {
            await().atMost(LONG).until(() -> timer.getCompletedTaskCount() > 5);
            assertThat(aborts).isEmpty();
            assertThat(watchdog).isNotNull();
        }
    }

    @Test
    void withoutLimitsThereIsNoTimer() {
        try (Watchdog watchdog = watchdog(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThat(timer.getQueue()).isEmpty();
            assertThat(watchdog).isNotNull();
        }
    }

    @Test
    void allTheTimeOfTheWorldIsALimitToo() {
        try (Watchdog watchdog = watchdog(ChronoUnit.FOREVER.getDuration(), ChronoUnit.FOREVER.getDuration())) {
            assertThat(timer.getQueue()).hasSize(2);
            assertThat(watchdog).isNotNull();
        }
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void leavesNoTimerBehind() throws IOException {
        watchdog(LONG, LONG).close();
        process.end();

        assertThat(process.awaitExit(LONG)).isPresent();
        assertThat(timer.getQueue()).isEmpty();
        assertThat(aborts).isEmpty();
    }

    @Test
    void aTimerThatHasStoppedIsNoReasonToFail() {
        timer.shutdownNow();

        watchdog(LONG, LONG).close();

        assertThat(aborts).isEmpty();
    }
}
