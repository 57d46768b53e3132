package io.quarkiverse.codex.hook;

import java.util.Optional;

/**
 * Where a hook runs. It tells what is known when the hook begins, and does not change.
 */
public interface HookContext {

    /**
     * Returns the name of the client whose turn it is.
     *
     * @return the name, {@link io.quarkiverse.codex.CodexClient#DEFAULT_NAME} for the default client; never {@code null}
     */
    String clientName();

    /**
     * Returns the thread of the turn.
     *
     * @return codex' id of the thread, or empty before codex has opened a new one; never {@code null}
     */
    Optional<String> threadId();

    /**
     * Returns the turn.
     *
     * @return codex' id of the turn, or empty before codex has told it, and always on the exec transport, which does not tell
     *         it; never {@code null}
     */
    Optional<String> turnId();
}
