package io.quarkiverse.codex.hook;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * An event of a turn, as it is fired asynchronously to CDI observers ({@code @ObservesAsync}). Events of items come as
 * {@link ItemNotice}; deltas do not come at all. The turn does not wait for its observers, which see its events in their
 * order but may do so even after its end: what has to come in time, or to change something, is a {@link CodexHook}.
 * <p>
 * The last one is of a {@link io.quarkiverse.codex.event.TurnCompleted} or {@link io.quarkiverse.codex.event.TurnFailed}, also
 * where codex does not come to tell an end and the turn itself has no such event: {@code TurnFailed} with the words of the
 * failure where the turn took too long, codex died, its connection was lost, or the turn was kept from beginning;
 * {@code TurnCompleted} as interrupted and without usage where the turn was cancelled. A turn that was refused because its
 * thread runs another has none at all. What comes after the event of codex, as a hook that fails the turn at its end, is not
 * told: that, and the failure itself, is told to a hook of {@link TurnFailure}.
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
