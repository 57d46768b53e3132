package io.quarkiverse.codex;

/**
 * A hook of the application has failed, or has taken too long, and by its declaration the turn fails with it.
 */
public class CodexHookException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String hook;

    public CodexHookException(String message, String hook, Throwable cause) {
        super(message, cause);
        this.hook = hook;
    }

    /**
     * Returns which hook has failed.
     *
     * @return its class and method, as {@code org.acme.Audit#onTurn}; never {@code null}
     */
    public String hook() {
        return hook;
    }
}
