package io.quarkiverse.codex.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Starts programs of POSIX systems")
@Timeout(60)
class ChildProcessTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String NAME = "child-process-test";

    private ChildProcess process;

    private ChildProcess start(String script, Duration grace, byte[] input, Path directory) throws IOException {
        process = ChildProcess.start(new ProcessSpec(NAME, List.of("/bin/sh", "-c", script),
                Map.of("PATH", System.getenv("PATH"), "GREETING", "hello"), directory, 1000, grace), input);
        return process;
    }

    private ChildProcess start(String script) throws IOException {
        return start(script, LONG, new byte[0], null);
    }

    private String output() throws IOException {
        return new String(process.standardOutput().readAllBytes(), StandardCharsets.UTF_8);
    }

    @AfterEach
    void leavesNoThread() {
        if (process != null) {
            process.end();
        }
        await().atMost(LONG).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith(NAME)));
    }

    @Test
    void isFedAndRead() throws IOException {
        byte[] input = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
        start("echo err >&2; cat; exit 3", LONG, input, null);

        assertThat(output()).hasSize(300_000);
        assertThat(process.awaitExit(LONG)).hasValue(3);
        assertThat(process.standardError()).isEqualTo("err\n");
    }

    @Test
    void hasTheGivenEnvironmentAndDirectory(@TempDir Path directory) throws IOException {
        start("echo \"$GREETING,$HOME,$QUARKUS_CODEX_PROCESS\"; pwd -P", LONG, new byte[0], directory.toRealPath());

        String[] lines = output().split("\n");
        assertThat(lines[0]).matches("hello,,[-0-9a-f]{36}");
        assertThat(lines[1]).isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void cannotBeStarted() {
        ProcessSpec spec = new ProcessSpec(NAME, List.of("/nowhere/at/all"), Map.of(), null, 10, LONG);

        assertThatThrownBy(() -> ChildProcess.start(spec, new byte[0])).isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere/at/all");
        assertThat(spec).hasToString("ProcessSpec[child-process-test]");
    }

    @Test
    void awaitingCanBeInVain() throws IOException {
        start("exec sleep 600");

        assertThat(process.awaitExit(Duration.ZERO)).isEmpty();
        Thread.currentThread().interrupt();
        assertThat(process.awaitExit(LONG)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void allTheTimeOfTheWorldIsNotTooMuch() throws IOException {
        start("exit 0");

        assertThat(process.awaitExit(Duration.ofSeconds(Long.MAX_VALUE))).hasValue(0);
    }

    @Test
    void standardErrorOfALivingProcessIsWhatThereIs() throws IOException {
        start("echo one >&2; echo; exec sleep 600");
        assertThat(process.standardOutput().read()).isEqualTo('\n');

        await().atMost(LONG).untilAsserted(() -> assertThat(process.standardError()).isEqualTo("one\n"));
    }

    @Test
    void standardErrorIsNotWaitedForWhenAChildHoldsIt() throws IOException {
        start("sleep 600 & echo last >&2; exit 1");
        assertThat(process.awaitExit(LONG)).hasValue(1);

        assertThat(process.standardError()).isEqualTo("last\n");
        process.end();
    }

    @Test
    void mayEndInPeace() throws Exception {
        CountDownLatch exited = new CountDownLatch(1);
        start("trap 'echo bye; exit 9' TERM; echo ready; while :; do sleep 0.05; done");
        process.whenExited(exited::countDown);
        assertThat(process.standardOutput().read()).isEqualTo('r');

        process.endSoon();
        process.endSoon();

        assertThat(process.awaitExit(LONG)).hasValue(9);
        assertThat(exited.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isKilledWhenItDoesNotEnd() throws IOException {
        start("trap '' TERM; echo ready; while :; do sleep 0.05; done", Duration.ofMillis(100), new byte[0], null);
        assertThat(process.standardOutput().read()).isEqualTo('r');

        process.end();

        assertThat(process.awaitExit(Duration.ZERO)).hasValue(137);
    }

    @Test
    void isKilledWhenItNeitherEndsNorReads() throws IOException {
        start("trap '' TERM; echo ready; while :; do sleep 0.05; done", Duration.ofMillis(100), new byte[4_000_000], null);
        assertThat(process.standardOutput().read()).isEqualTo('r');

        process.end();

        assertThat(process.awaitExit(Duration.ZERO)).hasValue(137);
    }

    @Test
    void isKilledAtOnceByWhoeverMustNotWait() throws IOException {
        start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        assertThat(process.standardOutput().read()).isEqualTo('r');

        Thread.currentThread().interrupt();
        process.end();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.awaitExit(LONG)).hasValue(137);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void orphansAreFoundByTheirMarker(@TempDir Path directory) throws IOException {
        start("setsid sh -c 'echo $$ > pid.new; mv pid.new pid; exec sleep 600' & until [ -e pid ]; do :; done", LONG,
                new byte[0], directory);
        assertThat(process.awaitExit(LONG)).hasValue(0);
        Path environment = Path.of("/proc", Files.readString(directory.resolve("pid")).strip(), "environ");
        assertThat(environment).content().contains("GREETING=hello");

        process.endOrphansSoon();

        await().atMost(LONG).until(() -> !Files.exists(environment) || readOrNothing(environment).isEmpty());
    }

    private static String readOrNothing(Path environment) {
        try {
            return Files.readString(environment);
        } catch (IOException gone) {
            return "";
        }
    }
}
