package io.quarkiverse.codex;

/**
 * codex' configuration was not written, for it is no longer the one that the writer had read. Nothing was changed: read it
 * again, decide again, and write with the new version.
 */
public class CodexConfigConflictException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String expectedVersion;

    public CodexConfigConflictException(String message, String key, String expectedVersion) {
        super(message);
        this.key = key;
        this.expectedVersion = expectedVersion;
    }

    /**
     * Returns what was to be written.
     *
     * @return the dotted key, never {@code null}
     */
    public String key() {
        return key;
    }

    /**
     * Returns the version that the writer took for the current one.
     *
     * @return the version, never {@code null}
     */
    public String expectedVersion() {
        return expectedVersion;
    }
}
