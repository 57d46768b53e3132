package io.quarkiverse.codex.runtime.transport;

import java.util.regex.Pattern;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

/**
 * Recognises codex' words for a configuration that it does not accept: it has no codes for them.
 */
public final class ConfigurationRefusal {

    private static final Pattern WORDS = Pattern.compile("Error loading config|Error loading configuration|Model provider .*"
            + " not found|failed to load configuration|is no longer supported|unknown configuration field|unknown variant"
            + "|error: unexpected argument|error: invalid value");

    private ConfigurationRefusal() {
    }

    /**
     * Returns whether a text says that codex refuses its configuration.
     *
     * @param text a line of standard error, or the message of an answer
     */
    public static boolean isIn(String text) {
        return WORDS.matcher(text).find();
    }

    /**
     * Makes the failure.
     *
     * @param words codex' own words
     * @param client whose properties to name
     * @return the failure, never {@code null}
     */
    public static CodexConfigurationException of(String words, ClientProperties client) {
        return new CodexConfigurationException(
                "codex refused its configuration: " + words + ". Look at " + client.name("*") + ", the"
                        + " thread's and the turn's options, and config.toml in codex' home");
    }
}
