package io.quarkiverse.codex.runtime.session;

import java.util.Optional;

import io.quarkiverse.codex.session.SessionInfo;
import io.smallrye.mutiny.Uni;

/**
 * Watches a turn of a session, which waits for it. Neither a method nor its subscription blocks.
 */
public interface SessionWatch {

    /** Sees nothing. */
    SessionWatch NONE = new SessionWatch() {

        @Override
        public Uni<Void> loaded(Optional<SessionInfo> session) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> saved(SessionInfo session) {
            return Uni.createFrom().voidItem();
        }
    };

    /**
     * Sees the session before anything of the turn is begun.
     *
     * @param session what is known of it, empty for a new one
     * @return completes on any thread; a failure fails the turn
     */
    Uni<Void> loaded(Optional<SessionInfo> session);

    /**
     * Sees the session when all of the turn is recorded, before others may have it.
     *
     * @param session what is known of it now
     * @return completes on any thread; a failure fails a turn that has not failed
     */
    Uni<Void> saved(SessionInfo session);
}
