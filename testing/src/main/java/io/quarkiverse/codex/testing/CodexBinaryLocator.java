package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.runtime.transport.executable.HostMachine;
import io.quarkiverse.codex.runtime.transport.executable.NativeExecutable;

/** One search for codex: looks in every place in order, remembers what was wrong where, installs as the last resort. */
final class CodexBinaryLocator {

    static final String PATH_PROPERTY = "quarkus.codex.path";
    static final String PATH_VARIABLE = "CODEX_PATH";
    static final String VERSION_PROPERTY = "codex.version";
    static final String TIMEOUT_PROPERTY = "codex.testing.install-timeout";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final HostMachine machine;
    private final CommandRunner commands;
    private final NativeExecutable executables;
    private final CodexCache cache;
    private final List<String> placesLookedAt = new ArrayList<>();

    CodexBinaryLocator(HostMachine machine, CommandRunner commands) {
        this.machine = machine;
        this.commands = commands;
        this.executables = new NativeExecutable(machine);
        this.cache = new CodexCache(machine);
    }

    Optional<CodexBinary> find() {
        // Whoever names a codex means that one: to go on with another behind his back would test the wrong thing.
        Optional<String> property = machine.property(PATH_PROPERTY);
        if (property.isPresent()) {
            return Optional.of(named("system property " + PATH_PROPERTY, property.get()));
        }
        Optional<String> variable = machine.environment(PATH_VARIABLE);
        if (variable.isPresent()) {
            return Optional.of(named("environment variable " + PATH_VARIABLE, variable.get()));
        }
        note("system property " + PATH_PROPERTY, "not set");
        note("environment variable " + PATH_VARIABLE, "not set");
        return onSearchPath("codex").or(this::inCache);
    }

    CodexBinary findOrInstall() {
        return find().orElseGet(this::install);
    }

    CodexBinary named(String where, String value) {
        if (!value.contains("/") && !value.contains("\\")) {
            return onSearchPath(value).orElseThrow(() -> notFound("No codex by the name given by " + where, null));
        }
        Optional<Path> executable = executables.behind(Path.of(value));
        if (executable.isEmpty()) {
            note(where, value + " is not, and does not lead to, a native executable for " + machine.describe());
        }
        return executable.map(this::binary).orElseThrow(() -> notFound("No codex at the path given by " + where, null));
    }

    private Optional<CodexBinary> onSearchPath(String command) {
        for (Path directory : machine.searchPath()) {
            for (String fileName : machine.fileNamesOf(command)) {
                Path candidate = directory.resolve(fileName);
                if (Files.isRegularFile(candidate)) {
                    Optional<CodexBinary> found = executables.behind(candidate).map(this::binary);
                    if (found.isPresent() && isWantedVersion(candidate, found.get())) {
                        return found;
                    }
                    if (found.isEmpty()) {
                        note("PATH", candidate + " leads to no native executable for " + machine.describe());
                    }
                }
            }
        }
        note("PATH", "no usable " + command + " in its " + machine.searchPath().size() + " directories");
        return Optional.empty();
    }

    /** A codex that merely happens to be on PATH must not win over a version somebody asked for. */
    private boolean isWantedVersion(Path candidate, CodexBinary found) {
        Optional<String> wanted = machine.property(VERSION_PROPERTY);
        if (wanted.isEmpty()) {
            return true;
        }
        try {
            if (wanted.get().equals(found.version())) {
                return true;
            }
            note("PATH", candidate + " is " + found.version() + ", not the " + wanted.get() + " asked for by "
                    + VERSION_PROPERTY);
        } catch (IllegalStateException unusable) {
            note("PATH", unusable.getMessage());
        }
        return false;
    }

    private Optional<CodexBinary> inCache() {
        Optional<CodexBinary> found = cache.find(version()).map(this::binary);
        if (found.isEmpty()) {
            note("the kit's cache", cache.directoryOf(version()) + " holds no complete installation");
        }
        return found;
    }

    private CodexBinary install() {
        if (machine.platforms().isEmpty()) {
            throw notFound("codex is not published for " + machine.describe(), null);
        }
        try {
            return cache.findOrInstall(version(), this::runNpm).map(this::binary).orElseThrow(() -> {
                note("npm", "installed codex " + version() + " without an executable for " + machine.describe());
                return notFound("npm brought no codex", null);
            });
        } catch (IOException failure) {
            note("npm", "could not install: " + failure.getMessage());
            throw notFound("codex could not be installed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            note("npm", "interrupted");
            throw notFound("The installation of codex was interrupted", interrupted);
        }
    }

    private void runNpm(Path directory) throws IOException, InterruptedException {
        List<String> command = new NpmCommand(machine).install(directory, version())
                .orElseThrow(() -> new IOException("there is no npm on PATH"));
        Duration timeout = timeout();
        CommandRunner.Outcome outcome = commands.run(command, directory, timeout);
        if (outcome.timedOut()) {
            throw new IOException("npm was killed after " + timeout + "; it had said: " + outcome.output());
        }
        if (!outcome.succeeded()) {
            throw new IOException("npm ended with code " + outcome.exitCode() + " and said: " + outcome.output());
        }
    }

    private Duration timeout() {
        return machine.property(TIMEOUT_PROPERTY).map(value -> {
            try {
                return value.startsWith("P") ? Duration.parse(value) : Duration.ofSeconds(Long.parseLong(value));
            } catch (DateTimeParseException | NumberFormatException notADuration) {
                throw new IllegalArgumentException(TIMEOUT_PROPERTY + " is a number of seconds or an ISO-8601 duration, not "
                        + value, notADuration);
            }
        }).orElse(DEFAULT_TIMEOUT);
    }

    private String version() {
        return machine.property(VERSION_PROPERTY).orElse(CodexBinary.PINNED_VERSION);
    }

    private CodexBinary binary(Path executable) {
        return new CodexBinary(executable, commands);
    }

    private void note(String where, String finding) {
        placesLookedAt.add(where + ": " + finding);
    }

    private CodexBinaryNotFoundException notFound(String reason, Throwable cause) {
        String remedy = "run \"npm install --global @openai/codex@" + version() + "\", or set the system property "
                + PATH_PROPERTY + " or the environment variable " + PATH_VARIABLE + " to a codex executable";
        return new CodexBinaryNotFoundException(reason, placesLookedAt, remedy, cause);
    }
}
