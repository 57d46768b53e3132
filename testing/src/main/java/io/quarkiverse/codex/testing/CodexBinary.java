package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.codex.runtime.transport.executable.HostMachine;

/**
 * A real codex on this machine: found, or installed into a cache of the kit's own.
 * <p>
 * Looked for in this order: the system property {@code quarkus.codex.path}, the environment variable {@code CODEX_PATH}, the
 * directories of {@code PATH}, the kit's cache. Of {@code quarkus.codex.path} only the system property counts: what an
 * application's own configuration says is not read. A path that was named and holds no codex is an error; the search does not
 * silently go on. When the system property {@code codex.version} is set, a codex on {@code PATH} of another version is passed
 * over.
 * <p>
 * What is found is always the native executable, never the Node launcher, link or shim that npm puts in front of it: those
 * leave codex running when they are killed.
 * <p>
 * The cache lies where the system property {@code codex.testing.cache} or the environment variable
 * {@code CODEX_TESTING_CACHE} says, else among the user's caches. Any number of builds may use it at once.
 * <p>
 * Instances are immutable and may be used by any thread.
 */
public final class CodexBinary {

    /** The version that is installed when none is found, unless the system property {@code codex.version} names another. */
    public static final String PINNED_VERSION = "0.169.0";

    private static final Pattern VERSION = Pattern.compile("codex\\S*\\s+v?(\\d+\\.\\d+\\.\\d+\\S*)");
    private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);

    private final Path path;
    private final CommandRunner commands;
    private volatile String version;

    CodexBinary(Path path, CommandRunner commands) {
        this.path = path;
        this.commands = commands;
    }

    /**
     * The codex behind a path: a native executable, or npm's launcher, link or shim for one.
     *
     * @param path an existing file
     * @return never {@code null}
     * @throws CodexBinaryNotFoundException when there is no native executable behind the path
     */
    public static CodexBinary at(Path path) {
        return locator().named("the caller", path.toAbsolutePath().toString());
    }

    /**
     * Looks for a codex and installs nothing. Reads a few directories; runs {@code codex --version} only when
     * {@code codex.version} is set and a codex lies on {@code PATH}.
     *
     * @return empty when there is none
     * @throws CodexBinaryNotFoundException when a path was named by property or environment and holds no codex
     */
    public static Optional<CodexBinary> find() {
        return locator().find();
    }

    /**
     * Looks for a codex and installs one with npm when there is none. Blocks while npm runs here, or in another thread or JVM
     * that shares the cache; npm is given five minutes, or what the system property
     * {@code codex.testing.install-timeout} says in seconds or as an ISO-8601 duration.
     *
     * @return never {@code null}
     * @throws CodexBinaryNotFoundException when there is none and none could be installed
     */
    public static CodexBinary findOrInstall() {
        return locator().findOrInstall();
    }

    /**
     * The native executable.
     *
     * @return an absolute path, never {@code null}
     */
    public Path path() {
        return path;
    }

    /**
     * The version the executable itself reports, for example {@code 0.169.0}. Runs it once, the first time; blocks for that
     * while.
     *
     * @return never {@code null}
     * @throws IllegalStateException when the executable does not run or does not tell
     */
    public String version() {
        if (version == null) {
            version = askVersion();
        }
        return version;
    }

    private String askVersion() {
        try {
            CommandRunner.Outcome outcome = commands.run(List.of(path.toString(), "--version"), path.getParent(),
                    VERSION_TIMEOUT);
            Matcher number = VERSION.matcher(outcome.output());
            if (outcome.succeeded() && number.find()) {
                return number.group(1);
            }
            throw new IllegalStateException(path + " does not tell its version: " + outcome.output());
        } catch (IOException failure) {
            throw new IllegalStateException(path + " does not run: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + path + " for its version", interrupted);
        }
    }

    /** The path, for the logs. */
    @Override
    public String toString() {
        return "codex at " + path;
    }

    private static CodexBinaryLocator locator() {
        return new CodexBinaryLocator(HostMachine.current(), new ProcessCommandRunner());
    }
}
