package io.quarkiverse.codex.hook;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * An event of a turn, as it is fired asynchronously to CDI observers ({@code @ObservesAsync}). Events of items come as
 * {@link ItemNotice}; deltas do not come at all. The turn does not wait for its observers, which see its events in their
 * order but may do so even after its end: what has to come in time, or to change something, is a {@link CodexHook}.
 *
 * @param clientName the name of the client, never {@code null}
 * @param threadId codex' id of the thread, or empty where there is none yet; never {@code null}
 * @param turnId codex' id of the turn, or empty before codex has told it, and always on the exec transport, which does not tell
 *        it; never {@code null}
 * @param event what happened, never {@code null}
 */
public record TurnNotice(String clientName, Optional<String> threadId, Optional<String> turnId, TurnEvent event) {

    public TurnNotice {
        Objects.requireNonNull(clientName, "clientName");
        Objects.requireNonNull(threadId, "threadId");
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(event, "event");
    }
}
