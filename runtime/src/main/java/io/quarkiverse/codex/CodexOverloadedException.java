package io.quarkiverse.codex;

/**
 * There is too much to do at once: for codex, for the limits of the client, or for a subscriber that does not keep up. Trying
 * again later can help.
 */
public class CodexOverloadedException extends CodexException {

    private static final long serialVersionUID = 1L;

    public CodexOverloadedException(String message) {
        super(message);
    }
}
