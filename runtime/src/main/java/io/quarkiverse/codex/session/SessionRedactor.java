package io.quarkiverse.codex.session;

/**
 * Takes out of the entries of sessions what must not be stored. A CDI bean of this type is asked for every entry of every
 * session before it is stored; several are asked by descending {@code @Priority}, each with what the one before has left. What
 * is known to be secret is masked already, see {@code quarkus.codex.session.mask-secrets}.
 */
@FunctionalInterface
public interface SessionRedactor {

    /**
     * Redacts an entry. Called on worker threads, by several at a time; is not to block for long, for the turn waits.
     *
     * @param key the session
     * @param entry what is to be stored
     * @return what is stored instead, of the same turn and with the same sequence; {@code entry} itself when there is nothing
     *         to take out. An exception, or {@code null}, fails the turn: nothing is stored that was not looked at
     */
    SessionEntry redact(SessionKey key, SessionEntry entry);
}
