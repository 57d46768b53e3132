package io.quarkiverse.codex.runtime.transport;

import java.time.Duration;

import io.quarkiverse.codex.CodexTimeoutException;

/**
 * The failures of turns that took too long, the same on every transport.
 */
public final class TurnTimeouts {

    private TurnTimeouts() {
    }

    /**
     * Returns whether a configured limit is one: zero stands for none.
     */
    public static boolean isLimit(Duration limit) {
        return !limit.isZero() && !limit.isNegative();
    }

    /**
     * Makes the failure of a turn that took too long as a whole.
     */
    public static CodexTimeoutException turn(Duration limit) {
        return new CodexTimeoutException("The turn took longer than " + limit + " and was ended. The limit is"
                + " quarkus.codex.timeouts.turn, or timeout of the thread's or the turn's options",
                CodexTimeoutException.Kind.TURN, limit);
    }

    /**
     * Makes the failure of a turn in which codex was silent for too long.
     */
    public static CodexTimeoutException idle(Duration limit) {
        return new CodexTimeoutException("codex said nothing for " + limit + " and was ended: is the network there? The limit"
                + " is quarkus.codex.timeouts.idle, or idleTimeout of the thread's or the turn's options",
                CodexTimeoutException.Kind.IDLE, limit);
    }
}
