package io.quarkiverse.codex.runtime.host;

import java.util.Optional;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.runtime.method.Caller;

/**
 * A turn that is observed: what is known of it when it is asked. Thread-safe.
 */
public interface ObservedTurn {

    /**
     * Returns the name of the client that runs it.
     */
    String clientName();

    /**
     * Returns codex' id of the thread it runs on; empty until a new one has been opened.
     */
    Optional<String> threadId();

    /**
     * Returns codex' id of the thread that this one stands in for, because codex has lost it; empty for none.
     */
    Optional<String> standsInFor();

    /**
     * Returns codex' id of the turn; empty until codex has told it, and always on a transport that does not.
     */
    Optional<String> turnId();

    /**
     * Returns the model that was asked for; empty before the turn begins on its transport, and where codex chooses.
     */
    Optional<String> model();

    /**
     * Returns whether no turn has opened its thread object before, as long as this one has not.
     */
    boolean opensThread();

    /**
     * Returns what the turn's options allow it to use up.
     */
    Budget budget();

    /**
     * Returns what the thread's options allow its turns to use up.
     */
    Budget threadBudget();

    /**
     * Returns on whose behalf it is run: of whoever has asked for it.
     */
    Caller caller();

    /**
     * Ends the turn early: it is interrupted, and fails. Does nothing when it is over. Returns at once.
     *
     * @param why what it fails with; the first one counts
     */
    void end(CodexException why);
}
