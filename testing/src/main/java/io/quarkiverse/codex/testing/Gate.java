package io.quarkiverse.codex.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets a test hold a response in the middle, look at what the application does meanwhile, and let the response go on: a turn
 * that is certainly still running, without a sleep. Put it into a script with {@link Step#hold(Gate)}.
 * <p>
 * A gate opens once and stays open. Any thread may use it.
 */
public final class Gate {

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private int reached;

    /** A closed gate. */
    public Gate() {
        // Written down because a public constructor is part of the API and has a Javadoc.
    }

    /** Lets all responses held here go on, and all later ones pass. Does nothing when the gate is open already. */
    public void open() {
        opened.complete(null);
    }

    /**
     * Blocks until a response has come to this gate.
     *
     * @param timeout how long at most
     * @throws AssertionError when none came in time
     */
    public void awaitReached(Duration timeout) {
        awaitReached(1, timeout);
    }

    /**
     * Blocks until so many responses have come to this gate, now or earlier.
     *
     * @param responses how many
     * @param timeout how long at most
     * @throws AssertionError when fewer came in time, or the thread was interrupted
     */
    public synchronized void awaitReached(int responses, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (reached < responses) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError(reached + " of " + responses + " responses reached the gate within " + timeout);
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting at the gate", interrupted);
        }
    }

    /** A response has come; what it gets back completes when it may go on. */
    CompletableFuture<Void> reach() {
        synchronized (this) {
            reached++;
            notifyAll();
        }
        return opened;
    }
}
