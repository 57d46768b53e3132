package io.quarkiverse.codex.runtime.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The options of a turn after the configuration, the thread's and the turn's have been laid over each other.
 *
 * @param workingDirectory an absolute path; empty for a remote codex' own directory
 * @param additionalDirectories absolute paths of directories that commands may write to
 * @param skipGitRepoCheck whether a directory outside of Git will do
 * @param ephemeral whether the thread is kept in memory only
 * @param config what codex itself calls configuration: model, sandbox, approvals and all else that has a key there
 * @param turnTimeout how long the turn may take; zero for no limit
 * @param idleTimeout how long codex may say nothing; zero for no limit
 * @param spent what earlier attempts at the turn have taken of the time that it has
 */
public record TurnSettings(Path workingDirectory, List<Path> additionalDirectories, boolean skipGitRepoCheck,
        boolean ephemeral, ConfigTree config, Duration turnTimeout, Duration idleTimeout, Duration spent) {

    private static final Duration LEAST = Duration.ofMillis(1);

    /**
     * Creates the options of a turn that has all its time before it.
     */
    public TurnSettings(Path workingDirectory, List<Path> additionalDirectories, boolean skipGitRepoCheck, boolean ephemeral,
            ConfigTree config, Duration turnTimeout, Duration idleTimeout) {
        this(workingDirectory, additionalDirectories, skipGitRepoCheck, ephemeral, config, turnTimeout, idleTimeout,
                Duration.ZERO);
    }

    /**
     * Returns the same options for a further attempt.
     *
     * @param time how long those before have taken together
     */
    public TurnSettings afterSpending(Duration time) {
        return new TurnSettings(workingDirectory, additionalDirectories, skipGitRepoCheck, ephemeral, config, turnTimeout,
                idleTimeout, time);
    }

    /**
     * Returns how long the turn may still take, where there is a limit.
     *
     * @return the time, longer than nothing
     */
    public Duration timeLeft() {
        Duration left = turnTimeout.minus(spent);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /**
     * Returns the same settings with another configuration.
     */
    TurnSettings with(ConfigTree other) {
        return new TurnSettings(workingDirectory, additionalDirectories, skipGitRepoCheck, ephemeral, other, turnTimeout,
                idleTimeout, spent);
    }
}
