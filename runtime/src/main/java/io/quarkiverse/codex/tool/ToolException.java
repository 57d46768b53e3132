package io.quarkiverse.codex.tool;

/**
 * Thrown by a tool to tell the model in so many words why it has failed, so that the model can mend its call or give up. The
 * model hears the message and nothing else of the exception.
 */
public class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what the model is told
     */
    public ToolException(String message) {
        super(message);
    }

    /**
     * @param message what the model is told
     * @param cause what the application's log is told beside it
     */
    public ToolException(String message, Throwable cause) {
        super(message, cause);
    }
}
