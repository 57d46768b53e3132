package io.quarkiverse.codex.session;

import java.util.Objects;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * What a session is found by. The same name stands for another session with another client.
 *
 * @param client the client's name, {@link io.quarkiverse.codex.CodexClient#DEFAULT_NAME} for the default one; never
 *        {@code null}
 * @param name the application's own name of the session: a user, a chat, a ticket; neither blank nor longer than
 *        {@value #LONGEST_NAME} characters, without control characters and halves of characters; never {@code null}
 */
public record SessionKey(String client, String name) {

    /** How many characters a name may have. */
    public static final int LONGEST_NAME = 400;

    /**
     * @throws CodexConfigurationException when the name cannot be one; the message does not repeat it
     */
    public SessionKey {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(name, "name");
        String wrong = name.isBlank() ? "is blank"
                : name.length() > LONGEST_NAME ? "has " + name.length() + " characters"
                        : name.codePoints().anyMatch(SessionKey::cannotBeStored)
                                ? "has control characters or halves of characters"
                                : null;
        if (wrong != null) {
            throw new CodexConfigurationException("The key of a session " + wrong + ": choose 1 to " + LONGEST_NAME
                    + " characters that can be printed, for example user-42");
        }
    }

    private static boolean cannotBeStored(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
