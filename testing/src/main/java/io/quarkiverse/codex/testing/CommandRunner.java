package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs one command to its end. */
interface CommandRunner {

    /**
     * Blocks until the command ended or was killed because the time was up.
     *
     * @param command the program and its arguments; never goes through a shell
     * @param directory where the command runs
     * @param timeout after which the command and its children are killed
     * @return how it ended and the end of what it said
     * @throws IOException when the program cannot be started
     * @throws InterruptedException when the caller is interrupted; the command is killed
     */
    Outcome run(List<String> command, Path directory, Duration timeout) throws IOException, InterruptedException;

    /**
     * How a command ended.
     *
     * @param exitCode of the command, meaningless when it timed out
     * @param timedOut whether it was killed because the time was up
     * @param output the last part of its standard output and error
     */
    record Outcome(int exitCode, boolean timedOut, String output) {

        boolean succeeded() {
            return !timedOut && exitCode == 0;
        }
    }
}
