package io.quarkiverse.codex.runtime.protocol.rpc;

import java.io.IOException;

/**
 * A line is not a message: no JSON object, or one without a method, a result or an error.
 * <p>
 * Neither the message nor a cause bears any of the line: what codex writes may be secret.
 */
public final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(int length) {
        super("A line of " + length + " bytes is not a JSON-RPC message");
    }
}
