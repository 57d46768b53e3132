package io.quarkiverse.codex.session;

import java.util.Objects;

/**
 * The right to be the only one who writes to a session, for a time.
 *
 * @param key the session, never {@code null}
 * @param holder who holds it: a name that is never used again; never {@code null}
 * @param token higher than that of every lease of the session before
 */
public record SessionLease(SessionKey key, String holder, long token) {

    public SessionLease {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(holder, "holder");
    }
}
