package io.quarkiverse.codex;

import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One turn, with a handle on it while it runs.
 * <p>
 * The turn begins with the first subscription to {@link #events()} or {@link #result()} and happens once: both look at the
 * same turn. To have both, subscribe to the events first; the result then comes when their stream ends. Once the result is
 * subscribed to without the events, nobody keeps the events any more, and {@link #events()} fails.
 */
public interface CodexTurn {

    /**
     * Returns what happens in the turn. The completed items are kept for {@link #result()}; who never asks for it uses
     * {@link CodexThread#runStreamed}, which keeps nothing.
     *
     * @return the events in order, for one subscriber; a second one fails with {@link IllegalStateException}. Cancelling
     *         ends the turn
     */
    Multi<TurnEvent> events();

    /**
     * Returns what the turn came to.
     *
     * @return the result, the same for every subscriber; an interrupted turn has one too, with what was done until then.
     *         Cancelling does not end the turn: {@link #interrupt()} does
     */
    Uni<TurnResult> result();

    /**
     * Ends the turn early. What codex has done stays done, the stream completes with a {@code turn.completed} whose status
     * is {@link io.quarkiverse.codex.event.TurnStatus#INTERRUPTED}, and the thread can run further turns. A turn that still
     * waits for leave to begin, or for its session, stops waiting and never reaches codex. Does nothing when the turn is
     * over or has not been subscribed to.
     *
     * @return completes when codex has been told; subscribe to it, it is lazy
     */
    Uni<Void> interrupt();

    /**
     * Gives the running turn more input.
     *
     * @param input what to add
     * @return completes when codex has it; subscribe to it, it is lazy. Fails with {@link IllegalStateException} before the
     *         turn's {@code turn.started} event and after its end, and with {@link CodexUnsupportedException} on the exec
     *         transport
     */
    Uni<Void> steer(TurnInput input);
}
