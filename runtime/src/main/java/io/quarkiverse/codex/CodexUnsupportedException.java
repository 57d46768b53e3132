package io.quarkiverse.codex;

/**
 * The client's transport cannot do what was asked for.
 */
public class CodexUnsupportedException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String feature;

    public CodexUnsupportedException(String message, String feature) {
        super(message);
        this.feature = feature;
    }

    /**
     * Returns what was asked for.
     *
     * @return the feature's name, never {@code null}
     */
    public String feature() {
        return feature;
    }
}
