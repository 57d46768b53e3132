package io.quarkiverse.codex.runtime.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.CodexHome;

/**
 * Looks at codex' home: whether codex can write there, and whether it finds something to log in with. Whether that is worth
 * anything, only a call would tell.
 */
public final class HomeCheck {

    private static final String LOGIN = "auth.json";
    private static final String CONFIGURATION = "config.toml";
    /** With one of these in its configuration codex may be logged in by other means. */
    private static final List<String> OTHER_LOGINS = List.of("model_provider", "cli_auth_credentials_store", "oss_provider");

    private final ClientProperties client;
    private final Map<String, String> environment;
    private final boolean hasKey;
    private final Map<String, String> config;
    private final boolean made;

    /**
     * @param client whose properties to name
     * @param environment the environment codex is to have
     * @param hasKey whether it is given a key
     * @param config the client's values of codex' own configuration
     * @param made whether the client makes the home
     */
    public HomeCheck(ClientProperties client, Map<String, String> environment, boolean hasKey, Map<String, String> config,
            boolean made) {
        this.client = client;
        this.environment = environment;
        this.hasKey = hasKey;
        this.config = config;
        this.made = made;
    }

    /**
     * Returns the directory, which need not exist.
     */
    Path home() {
        String named = environment.get(CodexHome.VARIABLE);
        if (named != null) {
            return Path.of(named);
        }
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".codex");
    }

    /**
     * Says why codex could not work in its home. Touches the file system.
     */
    Optional<String> problem() {
        Path home = home();
        boolean there = Files.exists(home);
        if (!there && !made && environment.containsKey(CodexHome.VARIABLE) || there && !Files.isDirectory(home)) {
            return Optional.of("codex' home " + home + " is not an existing directory: create it, or name another one with "
                    + client.name("home"));
        }
        // The one in the user's home codex makes itself.
        return Files.isWritable(existing(home)) ? Optional.empty()
                : Optional.of("codex cannot write to its home " + home + ": give the application the right to, or name another"
                        + " one with " + client.name("home"));
    }

    private static Path existing(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /**
     * Says why codex could not log in. Touches the file system.
     */
    public Optional<String> loginProblem() {
        if (hasKey || Files.exists(home().resolve(LOGIN))) {
            return Optional.empty();
        }
        String provider = config.get("model_provider");
        if (provider != null) {
            String variable = config.get("model_providers." + provider + ".env_key");
            return variable == null || environment.containsKey(variable) ? Optional.empty()
                    : Optional.of("the environment variable " + variable + ", which has the key of the model provider "
                            + provider + ", is not set");
        }
        if (OTHER_LOGINS.stream().anyMatch(config::containsKey) || isOtherInFile()) {
            return Optional.empty();
        }
        return Optional.of("codex has neither a key nor a login: set " + client.name("api-key") + ", or run 'codex login'");
    }

    /** To be sure would take a reader of TOML; who is not must not keep an application from being ready. */
    private boolean isOtherInFile() {
        Path file = home().resolve(CONFIGURATION);
        try {
            return Files.exists(file) && OTHER_LOGINS.stream().anyMatch(Files.readString(file)::contains);
        } catch (IOException e) {
            return true;
        }
    }
}
