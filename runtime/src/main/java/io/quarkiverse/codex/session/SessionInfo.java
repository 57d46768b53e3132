package io.quarkiverse.codex.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a session without reading what was said in it.
 *
 * @param key the session, never {@code null}
 * @param threadId codex' id of the thread that the next turn goes on with; empty while no turn has opened one
 * @param openTurn the turn whose outcome is not recorded: one that runs, or whose replica died; never {@code null}
 * @param entries how many entries there are
 * @param createdAt when the first entry was recorded, never {@code null}
 * @param updatedAt when the last entry was recorded, never {@code null}
 * @param expiresAt when the session is forgotten unless another turn is run; empty for never
 * @param attributes what the application has noted of it; unmodifiable, never {@code null}
 */
public record SessionInfo(SessionKey key, Optional<String> threadId, Optional<OpenTurn> openTurn, long entries,
        Instant createdAt, Instant updatedAt, Optional<Instant> expiresAt, Map<String, String> attributes) {

    public SessionInfo {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(threadId, "threadId");
        Objects.requireNonNull(openTurn, "openTurn");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        attributes = Map.copyOf(attributes);
    }

    /**
     * A turn whose outcome is not recorded.
     *
     * @param turnId its id, as in {@link SessionEntry#turnId()}; never {@code null}
     * @param lastSequence the number of its last entry
     */
    public record OpenTurn(String turnId, int lastSequence) {

        public OpenTurn {
            Objects.requireNonNull(turnId, "turnId");
        }
    }
}
