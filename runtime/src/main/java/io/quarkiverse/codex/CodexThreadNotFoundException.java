package io.quarkiverse.codex;

/**
 * codex does not know the thread that was to be resumed: it was never kept, was deleted, or lies in another codex home.
 */
public class CodexThreadNotFoundException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String threadId;

    public CodexThreadNotFoundException(String message, String threadId) {
        super(message);
        this.threadId = threadId;
    }

    /**
     * Returns the thread that was asked for.
     *
     * @return the id, never {@code null}
     */
    public String threadId() {
        return threadId;
    }
}
