package io.quarkiverse.codex.runtime.transport;

import java.util.Optional;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A turn on its transport.
 */
public interface TurnExecution {

    /**
     * Returns what happens in the turn, for a single subscriber. Subscribing begins the turn, cancelling ends it.
     *
     * @return the events in order, ending with a terminal one; after a {@code turn.failed} the stream fails
     */
    Multi<TurnEvent> events();

    /**
     * Returns codex' id of the turn.
     *
     * @return the id, or empty until codex has told it, and always on a transport that does not tell it; never {@code null}
     */
    default Optional<String> turnId() {
        return Optional.empty();
    }

    /**
     * Ends the turn early; its events then end with a {@code turn.completed} whose status is interrupted.
     *
     * @return completes when codex has been told
     */
    Uni<Void> interrupt();

    /**
     * Gives the running turn more input.
     *
     * @param input what to add
     * @return completes when codex has it, or fails where the transport cannot do it
     */
    Uni<Void> steer(TurnInput input);
}
