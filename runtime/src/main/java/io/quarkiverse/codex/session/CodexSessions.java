package io.quarkiverse.codex.session;

import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Conversations with codex that are found again by a key: a user, a chat, a ticket. The first turn of a session starts a
 * thread, later ones go on with it, after restarts and on other replicas, as far as {@code quarkus.codex.session.store}
 * reaches. What is said is recorded.
 * <p>
 * Inject it: {@code @Inject CodexSessions sessions;} has those of the default client, with
 * {@link io.quarkiverse.codex.CodexClientName} it has those of a named one. Thread-safe.
 * <p>
 * Everything returned here is lazy; items arrive on worker threads, which may be blocked. Failures are
 * {@link SessionException}s where the store is the reason.
 */
public interface CodexSessions {

    /**
     * Returns a session's thread, with the client's configured options.
     *
     * @param key the application's own name of the session
     * @return the thread; nothing happens before a turn of it is subscribed to; never {@code null}
     * @throws CodexConfigurationException when the key cannot be one, see {@link SessionKey}
     */
    default CodexThread thread(String key) {
        return thread(key, ThreadOptions.NONE);
    }

    /**
     * Returns a session's thread. Each of its turns goes on where the session's last turn ended, whoever ran that.
     * <p>
     * A session runs one turn at a time, on all replicas together. A turn waits for the one that runs as long as
     * {@code quarkus.codex.session.lease.wait} says and then fails with {@link SessionBusyException}. It fails with
     * {@link SessionLostException} when another replica has taken the session over because this one could not say that it is
     * alive.
     * <p>
     * When codex does not find the session's thread in its home, as on another machine, the turn starts a new one and tells it
     * what was said so far. {@link io.quarkiverse.codex.TurnResult#continuedFrom()}, the event
     * {@link io.quarkiverse.codex.event.ThreadContinued} and the entry {@link SessionThread} say so.
     *
     * @param key the application's own name of the session
     * @param options what differs from the client's configuration, for every turn of this object
     * @return the thread; nothing happens before a turn of it is subscribed to. Its id is known once a turn of this object has
     *         opened it; never {@code null}
     * @throws CodexConfigurationException when the key cannot be one, see {@link SessionKey}
     */
    CodexThread thread(String key, ThreadOptions options);

    /**
     * Reads what was recorded of a session.
     *
     * @param key the application's own name of the session
     * @return the entries in order, a turn's as soon as they happen; none when there is no such session
     */
    Multi<SessionEntry> transcript(String key);

    /**
     * Lists the sessions.
     *
     * @return the keys in any order
     */
    Multi<String> keys();

    /**
     * Looks at a session from outside.
     *
     * @param key the application's own name of the session
     * @return what is known of it; empty when there is no such session
     */
    Uni<Optional<SessionInfo>> info(String key);

    /**
     * Notes something of a session: a title, a tenant. It replaces what was noted before, and goes with the session.
     *
     * @param key the application's own name of the session
     * @param attributes what to note
     * @return whether there is such a session; if not, nothing is noted
     */
    Uni<Boolean> describe(String key, Map<String, String> attributes);

    /**
     * Forgets a session: its next turn begins anew. Waits for a turn that runs, as a turn would. codex keeps its thread in its
     * home, where {@link io.quarkiverse.codex.CodexThreads#delete} deletes it.
     *
     * @param key the application's own name of the session
     * @return whether there was such a session; fails with {@link SessionBusyException} while a turn runs
     */
    Uni<Boolean> clear(String key);
}
