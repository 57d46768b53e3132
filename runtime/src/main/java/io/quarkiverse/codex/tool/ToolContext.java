package io.quarkiverse.codex.tool;

import io.smallrye.mutiny.Uni;

/**
 * A call of a tool, as the tool sees it: declare a parameter of this type anywhere in the tool's method. It is no argument,
 * and the model does not see it.
 * <p>
 * Thread-safe. No method blocks.
 */
public interface ToolContext {

    /**
     * Returns the name of the client whose agent calls.
     *
     * @return the name, never {@code null}
     */
    String clientName();

    /**
     * Returns the thread whose agent calls.
     *
     * @return codex' id of the thread, never {@code null}
     */
    String threadId();

    /**
     * Returns the turn in which the agent calls.
     *
     * @return codex' id of the turn, never {@code null}
     */
    String turnId();

    /**
     * Returns the call.
     *
     * @return codex' id of the call, never {@code null}
     */
    String callId();

    /**
     * Returns whether nobody waits for the result any more: the turn has ended, or the tool has taken too long.
     *
     * @return {@code true} from then on
     */
    boolean isCancelled();

    /**
     * Tells when nobody waits for the result any more.
     *
     * @return completes with {@code null} on cancellation, at once where that has been, and never for a call that ends by
     *         itself; does not fail
     */
    Uni<Void> cancelled();

    /**
     * Tells how far the tool is. It is seen in the turn's events, not by the model. On the exec transport, whose
     * codex reaches tools over MCP, it goes to the log alone, at debug level.
     *
     * @param message what to tell, never {@code null}
     */
    void progress(String message);
}
