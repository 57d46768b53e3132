package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;

/**
 * codex wrote a line that is longer than the reader may hold in memory. The reader does not go on by itself after it.
 */
public final class LineTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    LineTooLongException(int limit) {
        super("codex wrote a line of more than " + limit + " bytes");
    }
}
