package io.quarkiverse.codex.runtime.transport;

import java.time.Duration;

import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.host.ClientProperties;

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
    public static CodexTimeoutException turn(Duration limit, ClientProperties client) {
        return new CodexTimeoutException("The turn took longer than " + limit + " and was ended. The limit is "
                + client.name("timeouts.turn") + ", or timeout of the thread's or the turn's options",
                CodexTimeoutException.Kind.TURN, limit);
    }

    /**
     * Makes the failure of a turn in which codex was silent for too long.
     */
    public static CodexTimeoutException idle(Duration limit, ClientProperties client) {
        return new CodexTimeoutException("codex said nothing for " + limit + " and was ended: is the network there? The limit"
                + " is " + client.name("timeouts.idle") + ", or idleTimeout of the thread's or the turn's options",
                CodexTimeoutException.Kind.IDLE, limit);
    }
}
