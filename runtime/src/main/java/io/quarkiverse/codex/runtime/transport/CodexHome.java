package io.quarkiverse.codex.runtime.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

/**
 * codex' home directory: what has to be there before codex is started.
 */
@FunctionalInterface
public interface CodexHome {

    /** The environment variable that names it. */
    String VARIABLE = "CODEX_HOME";

    /**
     * Sees to it that it is there. Touches the file system; called before each start of codex.
     *
     * @throws CodexConfigurationException when it cannot be used
     */
    void prepare();

    /**
     * Returns the home that the environment names. It must be there already: codex makes only the one in the user's home.
     *
     * @param environment the environment codex is to have
     * @param client whose property to name
     */
    static CodexHome existing(Map<String, String> environment, ClientProperties client) {
        String home = environment.get(VARIABLE);
        return () -> {
            if (home != null && !Files.isDirectory(Path.of(home))) {
                throw new CodexConfigurationException(
                        "codex' home " + home + " is not an existing directory: create it, or name another one with "
                                + client.name("home") + " or " + VARIABLE);
            }
        };
    }
}
