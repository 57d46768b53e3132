package io.quarkiverse.codex;

import java.util.List;

/**
 * The final answer of a turn is not the JSON that was asked for. The turn itself completed.
 */
public class CodexStructuredOutputException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final String rawText;
    private final List<String> violations;
    private final transient TurnResult result;

    public CodexStructuredOutputException(String message, String rawText, List<String> violations, TurnResult result,
            Throwable cause) {
        super(message, cause);
        this.rawText = rawText;
        this.violations = List.copyOf(violations);
        this.result = result;
    }

    /**
     * Returns the answer as the model gave it. It is not in the message, for it may be long and private.
     *
     * @return the text, never {@code null}
     */
    public String rawText() {
        return rawText;
    }

    /**
     * Returns what does not fit and where, each with a JSON Pointer.
     *
     * @return the violations, unmodifiable, never {@code null}
     */
    public List<String> violations() {
        return violations;
    }

    /**
     * Returns the turn the answer came from.
     *
     * @return the result; {@code null} only after Java deserialization
     */
    public TurnResult result() {
        return result;
    }
}
