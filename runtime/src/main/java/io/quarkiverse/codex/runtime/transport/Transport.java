package io.quarkiverse.codex.runtime.transport;

/**
 * A way to have codex run turns. Thread-safe.
 */
public interface Transport extends AutoCloseable {

    /**
     * Prepares a turn. Does nothing by itself: the turn begins with the subscription to its events.
     *
     * @param request what to run
     * @param whenOver called once when a turn that has begun is over and nothing of it is left, before its subscriber hears
     *        of the end, and also when the subscriber has cancelled
     * @return the turn, never {@code null}
     */
    TurnExecution prepare(TurnRequest request, Runnable whenOver);

    /**
     * Ends the turns that run and refuses new ones. Blocks until every process is gone.
     */
    @Override
    void close();
}
