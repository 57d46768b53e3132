package io.quarkiverse.codex.runtime.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

/**
 * codex' home directory, as the environment names it.
 */
public final class CodexHome {

    /** The environment variable that names it. */
    public static final String VARIABLE = "CODEX_HOME";

    private CodexHome() {
    }

    /**
     * Checks that a home that is named exists: codex makes only the one in the user's home. Touches the file system.
     *
     * @param environment the environment codex is to have
     * @param client whose property to name
     * @throws CodexConfigurationException when it does not exist
     */
    public static void check(Map<String, String> environment, ClientProperties client) {
        String home = environment.get(VARIABLE);
        if (home != null && !Files.isDirectory(Path.of(home))) {
            throw new CodexConfigurationException("codex' home " + home
                    + " is not an existing directory: create it, or name another one with " + client.name("home")
                    + " or " + VARIABLE);
        }
    }
}
