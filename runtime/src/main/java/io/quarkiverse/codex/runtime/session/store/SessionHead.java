package io.quarkiverse.codex.runtime.session.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionInfo.OpenTurn;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionThread;

/**
 * What a store knows of a session beside its entries.
 *
 * @param threadId the thread, or {@code null}
 * @param turnId the turn that was added to last, or {@code null} for a session without entries
 * @param sequence the number of its last entry
 * @param ended whether its outcome is there
 * @param entries how many entries there are
 * @param createdAt when the first was added, or {@code null}
 * @param updatedAt when the last was added, or {@code null}
 * @param expiresAt when the session expires, or {@code null} for never
 * @param attributes what the application has noted
 */
public record SessionHead(String threadId, String turnId, int sequence, boolean ended, long entries, Instant createdAt,
        Instant updatedAt, Instant expiresAt, Map<String, String> attributes) {

    /** That of a session without entries. */
    public static final SessionHead NOTHING = new SessionHead(null, null, -1, true, 0, null, null, null, Map.of());

    public SessionHead {
        attributes = Map.copyOf(attributes);
    }

    /**
     * Returns whether there is such a session.
     */
    public boolean isThere(Instant now) {
        return entries > 0 && (expiresAt == null || now.isBefore(expiresAt));
    }

    /**
     * Returns those entries that are not there yet.
     */
    public List<SessionEntry> missing(List<SessionEntry> added) {
        for (int i = added.size() - 1; i >= 0; i--) {
            if (added.get(i).turnId().equals(turnId) && added.get(i).sequence() <= sequence) {
                return added.subList(i + 1, added.size());
            }
        }
        return added;
    }

    /**
     * Returns what is known with further entries.
     *
     * @param added the entries, none of which was there
     * @param now when they are added
     * @param ttl after what time the session expires; empty for never
     */
    public SessionHead with(List<SessionEntry> added, Instant now, Optional<Duration> ttl) {
        String thread = threadId;
        for (SessionEntry entry : added) {
            if (entry instanceof SessionThread opened) {
                thread = opened.threadId();
            }
        }
        SessionEntry last = added.isEmpty() ? null : added.get(added.size() - 1);
        return new SessionHead(thread, last == null ? turnId : last.turnId(), last == null ? sequence : last.sequence(),
                last == null ? ended : last instanceof SessionOutcome, entries + added.size(),
                createdAt == null ? now : createdAt, now, ttl.map(now::plus).orElse(null), attributes);
    }

    /**
     * Returns what is known with other attributes.
     */
    public SessionHead with(Map<String, String> other) {
        return new SessionHead(threadId, turnId, sequence, ended, entries, createdAt, updatedAt, expiresAt, other);
    }

    /**
     * Returns what others are told of it.
     */
    public SessionInfo info(SessionKey key) {
        return new SessionInfo(key, Optional.ofNullable(threadId),
                ended ? Optional.empty() : Optional.of(new OpenTurn(turnId, sequence)), entries, createdAt, updatedAt,
                Optional.ofNullable(expiresAt), attributes);
    }
}
