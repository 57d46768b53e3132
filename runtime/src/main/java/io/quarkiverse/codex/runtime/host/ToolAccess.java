package io.quarkiverse.codex.runtime.host;

import java.net.URI;

/**
 * One codex' access to the application's tools.
 */
public interface ToolAccess extends AutoCloseable {

    /**
     * Returns where the tools are.
     *
     * @return an absolute URL, never {@code null}
     */
    URI url();

    /**
     * Returns what codex has to show with every request: a bearer token that nobody has used before.
     *
     * @return the token, a secret; never {@code null}
     */
    String token();

    /**
     * Ends the access: the token is worth nothing any more, and calls that are still open are cancelled.
     */
    @Override
    void close();
}
