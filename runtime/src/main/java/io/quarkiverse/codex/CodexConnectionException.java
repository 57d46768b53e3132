package io.quarkiverse.codex;

/**
 * A remote codex could not be reached, or the connection to it was lost. A turn that ran on the connection may have done part
 * of its work; its thread can be resumed, for which the client connects again.
 */
public class CodexConnectionException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String url;

    public CodexConnectionException(String message, String url) {
        super(message);
        this.url = url;
    }

    public CodexConnectionException(String message, String url, Throwable cause) {
        super(message, cause);
        this.url = url;
    }

    /**
     * Returns where the remote codex should be.
     *
     * @return the URL without its query, never {@code null}
     */
    public String url() {
        return url;
    }
}
