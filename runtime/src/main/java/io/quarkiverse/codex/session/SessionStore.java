package io.quarkiverse.codex.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Where sessions are kept. A CDI bean of this type replaces the store that {@code quarkus.codex.session.store} chooses.
 * <p>
 * A session is a list of entries, to which only the holder of its lease may add. It begins with its first entry, and ends when
 * it is cleared or expires; a session without entries does not exist. Nothing happens before the subscription, and neither a
 * method nor its subscription blocks. Items may come on any thread. Failures are {@link SessionException}s.
 * <p>
 * Thread-safe, and safe for use by several processes where they share what it stores in.
 */
public interface SessionStore {

    /**
     * Finds a session.
     *
     * @param key the session
     * @return what is known of it; empty when there is no such session or it has expired
     */
    Uni<Optional<SessionInfo>> find(SessionKey key);

    /**
     * Reads the entries of a session.
     *
     * @param key the session
     * @return the entries in the order in which they were added; empty when there is no such session. Read as they are asked
     *         for, so that a session of any length takes little memory
     */
    Multi<SessionEntry> load(SessionKey key);

    /**
     * Lists the sessions of a client.
     *
     * @param client the client's name
     * @return the names of the sessions that there are, each once, in any order
     */
    Multi<String> keys(String client);

    /**
     * Replaces what the application has noted of a session. Needs no lease.
     *
     * @param key the session
     * @param attributes all that is noted from now on
     * @return whether there is such a session; if not, nothing is noted
     */
    Uni<Boolean> describe(SessionKey key, Map<String, String> attributes);

    /**
     * Takes the lease of a session, which need not exist yet.
     *
     * @param key the session
     * @param duration after what time others may have it unless it is renewed
     * @return the lease, or empty when another holds it. A token is higher than all before of this session
     */
    Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration);

    /**
     * Prolongs a lease.
     *
     * @param lease the lease
     * @param duration after what time from now on others may have it
     * @return whether it is still held; if not, another has it, or could have had it
     */
    Uni<Boolean> renew(SessionLease lease, Duration duration);

    /**
     * Gives a lease back, so that others may have it at once. Does nothing to the lease of another.
     *
     * @param lease the lease
     * @return completes when others may have it
     */
    Uni<Void> release(SessionLease lease);

    /**
     * Adds entries to a session: all of them or none. An entry of the turn that was added to last, whose sequence is not above
     * that of its last entry, is there already: it is left out with all that stand before it, so that an addition may be tried
     * again whose success is not known. A {@link SessionThread} changes {@link SessionInfo#threadId()}, a
     * {@link SessionOutcome} ends
     * {@link SessionInfo#openTurn()}.
     *
     * @param lease the lease of the session
     * @param entries what to add, in order
     * @param ttl after what time without a further addition the session expires; empty for never
     * @return completes when the entries are kept; fails with {@link SessionLostException} when another has the lease
     */
    Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl);

    /**
     * Removes all entries of a session. The lease stays.
     *
     * @param lease the lease of the session
     * @return whether there was such a session; fails with {@link SessionLostException} when another has the lease
     */
    Uni<Boolean> clear(SessionLease lease);
}
