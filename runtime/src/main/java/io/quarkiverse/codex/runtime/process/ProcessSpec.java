package io.quarkiverse.codex.runtime.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What to start and how to end it.
 *
 * @param name what threads and log lines call the process
 * @param command the executable and its arguments; no shell is involved
 * @param environment the whole environment of the process, nothing is inherited beside it
 * @param directory the working directory, or {@code null} for the application's
 * @param standardErrorLimit how many bytes of the end of standard error are kept
 * @param grace how long the process may take to end after it was asked to, before it is killed
 * @param standardErrorLog hears of each line of standard error as it comes, in pieces where it is very long
 */
public record ProcessSpec(String name, List<String> command, Map<String, String> environment, Path directory,
        int standardErrorLimit, Duration grace, Consumer<String> standardErrorLog) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Creates a spec of a process to whose standard error nobody listens.
     */
    public ProcessSpec(String name, List<String> command, Map<String, String> environment, Path directory,
            int standardErrorLimit, Duration grace) {
        this(name, command, environment, directory, standardErrorLimit, grace, line -> {
        });
    }

    /**
     * Tells the name only: arguments and environment can hold what does not belong in logs.
     */
    @Override
    public String toString() {
        return "ProcessSpec[" + name + "]";
    }
}
