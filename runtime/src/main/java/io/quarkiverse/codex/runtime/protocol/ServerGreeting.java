package io.quarkiverse.codex.runtime.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads what an app-server says of itself in its answer to {@code initialize}.
 */
public final class ServerGreeting {

    /** The client's name, and then codex' own version: {@code quarkus_codex/0.169.0 (Debian 12.0.0; x86_64) …}. */
    private static final Pattern USER_AGENT = Pattern.compile("^[^/]*/(\\S+)");

    private ServerGreeting() {
    }

    /**
     * Returns codex' version.
     *
     * @param greeting the answer, or {@code null}
     * @return the version, for example {@code 0.169.0}; {@code of unknown version} where codex did not say; never {@code null}
     */
    public static String version(JsonNode greeting) {
        Matcher matcher = USER_AGENT.matcher(greeting == null ? "" : greeting.path("userAgent").asText());
        return matcher.find() ? matcher.group(1) : "of unknown version";
    }
}
