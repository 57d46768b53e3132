package io.quarkiverse.codex;

/**
 * Something is configured or asked for that cannot work: no codex binary, an unsupported version, a directory that is not
 * there, a value codex refuses. Nothing was done; the message says what to change.
 */
public class CodexConfigurationException extends CodexException {

    private static final long serialVersionUID = 1L;

    public CodexConfigurationException(String message) {
        super(message);
    }

    public CodexConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
