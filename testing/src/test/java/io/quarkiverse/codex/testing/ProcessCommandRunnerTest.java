package io.quarkiverse.codex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCommandRunnerTest {

    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

    @TempDir
    Path directory;

    /** A program that talks a lot, waits for its input to end and tells its exit code apart. */
    static final class Talker {

        private Talker() {
        }

        public static void main(String[] arguments) throws IOException {
            for (int line = 0; line < 20_000; line++) {
                System.err.println("line " + line);
            }
            System.exit(System.in.read() < 0 ? 3 : 4);
        }
    }

    /** A program that never ends by itself. */
    static final class Sleeper {

        private Sleeper() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            Thread.currentThread().join();
        }
    }

    @Test
    void drainsTheOutputAndClosesTheInput() throws Exception {
        CommandRunner.Outcome outcome = run(Talker.class, Duration.ofSeconds(30));

        assertThat(outcome.timedOut()).isFalse();
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).endsWith("line 19999").hasSizeLessThan(10_000);
    }

    @Test
    void killsWhatTakesTooLong() throws Exception {
        CommandRunner.Outcome outcome = run(Sleeper.class, Duration.ofMillis(300));

        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.succeeded()).isFalse();
        assertThat(ProcessHandle.current().children()
                .filter(child -> child.info().commandLine().orElse("").contains(Sleeper.class.getName()))
                .map(child -> child.onExit().join()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private CommandRunner.Outcome run(Class<?> program, Duration timeout) throws IOException, InterruptedException {
        return new ProcessCommandRunner().run(
                List.of(JAVA, "-cp", System.getProperty("java.class.path"), program.getName()), directory, timeout);
    }
}
