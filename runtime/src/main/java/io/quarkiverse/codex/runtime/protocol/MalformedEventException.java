package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;

/**
 * A line is not a JSON object and so cannot be an event.
 * <p>
 * Neither the message nor a cause bears any of the line: what a command prints may be secret.
 */
public final class MalformedEventException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedEventException(int length) {
        super("A line of " + length + " bytes is not a JSON object");
    }
}
