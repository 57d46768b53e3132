package io.quarkiverse.codex.runtime.host;

/**
 * The thread runs a turn already. To the application an {@link IllegalStateException}: it is its own mistake, unless somebody
 * else chose the thread for it.
 */
public final class ThreadBusyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ThreadBusyException(String message) {
        super(message);
    }
}
