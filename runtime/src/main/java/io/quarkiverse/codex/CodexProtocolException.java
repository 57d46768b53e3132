package io.quarkiverse.codex;

/**
 * codex said something that breaks its own protocol: a turn without an end, another thread than the one asked for, a line
 * beyond the limit.
 */
public class CodexProtocolException extends CodexException {

    private static final long serialVersionUID = 1L;

    public CodexProtocolException(String message) {
        super(message);
    }

    public CodexProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
