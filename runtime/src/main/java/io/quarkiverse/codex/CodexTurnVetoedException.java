package io.quarkiverse.codex;

/**
 * A hook of the application has refused the turn before it began: nothing of it was started.
 */
public class CodexTurnVetoedException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String hook;

    public CodexTurnVetoedException(String reason, String hook) {
        super("The turn was refused by " + hook + ": " + reason);
        this.reason = reason;
        this.hook = hook;
    }

    /**
     * Returns why the turn was refused.
     *
     * @return the reason in the hook's words, never {@code null}
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns which hook has refused it.
     *
     * @return its class and method, as {@code org.acme.Budget#check}; never {@code null}
     */
    public String hook() {
        return hook;
    }
}
