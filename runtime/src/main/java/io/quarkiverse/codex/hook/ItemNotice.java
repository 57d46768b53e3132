package io.quarkiverse.codex.hook;

import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.codex.item.ThreadItem;

/**
 * An item of a turn, as it is fired asynchronously to CDI observers; see {@link TurnNotice}.
 *
 * @param clientName the name of the client, never {@code null}
 * @param threadId codex' id of the thread, or empty where there is none yet; never {@code null}
 * @param turnId codex' id of the turn, or empty before codex has told it, and always on the exec transport, which does not tell
 *        it; never {@code null}
 * @param phase what has become of the item, never {@code null}
 * @param item the item as it then was, never {@code null}
 */
public record ItemNotice(String clientName, Optional<String> threadId, Optional<String> turnId, ItemPhase phase,
        ThreadItem item) {

    public ItemNotice {
        Objects.requireNonNull(clientName, "clientName");
        Objects.requireNonNull(threadId, "threadId");
        Objects.requireNonNull(turnId, "turnId");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(item, "item");
    }
}
