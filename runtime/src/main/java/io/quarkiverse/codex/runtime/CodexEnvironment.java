package io.quarkiverse.codex.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.CodexHome;

/**
 * The environment codex is started with.
 */
final class CodexEnvironment {

    /** The environment variable from which codex exec takes its key. */
    static final String API_KEY = "CODEX_API_KEY";
    private static final String ORIGINATOR = "CODEX_INTERNAL_ORIGINATOR_OVERRIDE";
    private static final String ORIGINATOR_VALUE = "quarkus_codex";

    /** Without these a program does not find its files, its user or its language. */
    private static final Set<String> NEEDED_TO_RUN = Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TMP", "TEMP",
            "LANG", "LANGUAGE", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC",
            "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES");

    private CodexEnvironment() {
    }

    /**
     * @param client whose properties to name
     * @param config the client's configuration
     * @param own the application's environment
     * @return the whole environment for codex
     */
    static Map<String, String> of(ClientProperties client, ClientConfig config, Map<String, String> own) {
        Map<String, String> environment = new TreeMap<>();
        own.forEach((name, value) -> {
            if (config.inheritEnv() || isNeededToRun(name)) {
                environment.put(name, value);
            }
        });
        environment.put(ORIGINATOR, ORIGINATOR_VALUE);
        config.home().ifPresent(home -> environment.put(CodexHome.VARIABLE, home.toAbsolutePath().toString()));
        config.apiKey().ifPresent(key -> environment.put(API_KEY, key));
        config.env().forEach((name, value) -> {
            check(client, name, value);
            environment.put(name, value);
        });
        return environment;
    }

    private static void check(ClientProperties client, String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
            throw new CodexConfigurationException(client.name("env.\"" + name + "\"")
                    + " cannot be an environment variable: a name has at least one character and no '=', and neither name nor value a NUL character");
        }
    }

    private static boolean isNeededToRun(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return NEEDED_TO_RUN.contains(upper) || upper.startsWith("LC_");
    }

    /**
     * Returns whether the name of a variable says that its value is a secret.
     */
    static boolean isSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.endsWith("KEY") || upper.contains("TOKEN") || upper.contains("SECRET") || upper.contains("PASSWORD");
    }
}
