package io.quarkiverse.codex.runtime.transport;

import java.util.Optional;

import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.runtime.host.TransportGauges;
import io.smallrye.mutiny.Uni;

/**
 * A way to have codex run turns. Thread-safe.
 */
public interface Transport extends AutoCloseable {

    /**
     * Returns the way to everything that codex can do beside turns.
     *
     * @return the door, or empty for a transport that runs turns only; never {@code null}
     */
    default Optional<RpcDoor> rpc() {
        return Optional.empty();
    }

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
     * Returns why turns cannot be steered on this transport.
     *
     * @return the failure of whoever tries, or empty where turns can be steered while they run
     */
    default Optional<CodexUnsupportedException> whyNoSteering() {
        return Optional.empty();
    }

    /**
     * Starts what would else be started by the first turn.
     *
     * @return completes when it runs, at once where each turn starts what it needs
     */
    default Uni<Void> start() {
        return Uni.createFrom().voidItem();
    }

    /**
     * Finds out whether codex is there, as far as that can be known without having it run a turn.
     *
     * @return whether a new thread could be started somewhere; never fails
     */
    default Uni<Boolean> ready() {
        return Uni.createFrom().item(true);
    }

    /**
     * Tells how codex is, without asking it.
     *
     * @return what is known, never {@code null}
     */
    default TransportGauges gauges() {
        return new TransportGauges(0, 0, 0, false);
    }

    /**
     * Ends the turns that run and refuses new ones. Blocks until every process is gone.
     */
    @Override
    void close();
}
