package io.quarkiverse.codex;

import java.util.OptionalInt;

/**
 * The codex process could not be started, died, or ended with an error that has no type of its own.
 */
public class CodexProcessException extends CodexException {

    private static final long serialVersionUID = 1L;

    private final Integer exitCode;
    private final String standardError;

    public CodexProcessException(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = null;
        this.standardError = "";
    }

    public CodexProcessException(String message, int exitCode, String standardError) {
        super(message);
        this.exitCode = exitCode;
        this.standardError = standardError;
    }

    /**
     * Returns the exit code; 128 and the signal's number when a signal ended the process.
     *
     * @return the code, or empty when the process never ran
     */
    public OptionalInt exitCode() {
        return exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /**
     * Returns what the process last wrote to its standard error, without known secrets.
     *
     * @return at most 256 KiB, marked where the beginning is missing; never {@code null}
     */
    public String standardError() {
        return standardError;
    }
}
