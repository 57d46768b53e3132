package io.quarkiverse.codex.runtime.transport.executable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

/**
 * Looks for the codex that an application is to run.
 */
final class ExecutableSearch {

    private final HostMachine machine;
    private final NativeExecutable executables;
    private final String property;
    private final String mend;

    /**
     * @param environment the environment codex is to have
     * @param client whose property to name
     */
    ExecutableSearch(Map<String, String> environment, ClientProperties client) {
        this(HostMachine.withEnvironment(environment), client);
    }

    ExecutableSearch(HostMachine machine, ClientProperties client) {
        this.machine = machine;
        this.executables = new NativeExecutable(machine);
        this.property = client.name("path");
        this.mend = "install it with 'npm install -g @openai/codex@" + CodexExecutable.NEWEST_VERSION + "', or set " + property
                + " to a codex executable";
    }

    /**
     * @param configured the executable or a launcher of it, a bare name to be looked for on the {@code PATH}, or {@code null}
     */
    Path find(Path configured) {
        if (configured == null) {
            return onPath("codex");
        }
        return configured.getNameCount() == 1 && !configured.isAbsolute() ? onPath(configured.toString()) : at(configured);
    }

    private Path at(Path configured) {
        if (!Files.exists(configured)) {
            throw new CodexConfigurationException("There is no codex at " + configured.toAbsolutePath()
                    + ", which " + property + " names: " + mend);
        }
        if (Files.isDirectory(configured)) {
            throw new CodexConfigurationException(configured.toAbsolutePath()
                    + ", which " + property + " names, is a directory: name the executable in it, or " + mend);
        }
        if (!Files.isExecutable(configured) && !machine.isWindows()) {
            throw new CodexConfigurationException(configured.toAbsolutePath()
                    + ", which " + property + " names, is not executable: give the application the right to execute it, or "
                    + mend);
        }
        return behind(configured);
    }

    private Path onPath(String command) {
        for (Path directory : machine.searchPath()) {
            for (String fileName : machine.fileNamesOf(command)) {
                Path candidate = directory.resolve(fileName);
                if (Files.isRegularFile(candidate) && (machine.isWindows() || Files.isExecutable(candidate))) {
                    return behind(candidate);
                }
            }
        }
        throw new CodexConfigurationException("There is no " + command + " in any of the " + machine.searchPath().size()
                + " directories of the PATH: " + mend);
    }

    private Path behind(Path candidate) {
        return executables.behind(candidate).orElseGet(() -> asItIs(candidate.toAbsolutePath()));
    }

    /** A file that is no known launcher is taken as it is: somebody may have good reasons for a wrapper of his own. */
    private Path asItIs(Path file) {
        if (executables.isLauncher(file)) {
            throw new CodexConfigurationException(file + " only launches codex, and there is no codex for "
                    + machine.describe() + " behind it: " + mend);
        }
        return file;
    }
}
