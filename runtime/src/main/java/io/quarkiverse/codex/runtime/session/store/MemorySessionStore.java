package io.quarkiverse.codex.runtime.session.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Keeps sessions as long as the application runs.
 */
@Singleton
@DefaultBean
@Typed(SessionStore.class)
public class MemorySessionStore implements SessionStore {

    private final Map<SessionKey, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();
    private final Tidying tidying = new Tidying();

    @Override
    public Uni<Optional<SessionInfo>> find(SessionKey key) {
        return now(key, session -> session.head.isThere(Instant.now()) ? Optional.of(session.head.info(key))
                : Optional.empty());
    }

    @Override
    public Multi<SessionEntry> load(SessionKey key) {
        Uni<List<SessionEntry>> entries = now(key,
                session -> session.head.isThere(Instant.now()) ? List.copyOf(session.entries) : List.of());
        return entries.onItem().transformToMulti(Multi.createFrom()::iterable);
    }

    @Override
    public Multi<String> keys(String client) {
        return Multi.createFrom().deferred(() -> {
            Instant now = Instant.now();
            tidy();
            return Multi.createFrom().iterable(sessions.entrySet().stream()
                    .filter(entry -> entry.getKey().client().equals(client) && entry.getValue().head.isThere(now))
                    .map(entry -> entry.getKey().name()).toList());
        });
    }

    @Override
    public Uni<Boolean> describe(SessionKey key, Map<String, String> attributes) {
        return now(key, session -> {
            if (!session.head.isThere(Instant.now())) {
                return false;
            }
            session.head = session.head.with(attributes);
            return true;
        });
    }

    @Override
    public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
        return now(key, session -> {
            if (session.isLeased()) {
                return Optional.empty();
            }
            session.lease = new SessionLease(key, UUID.randomUUID().toString(), tokens.incrementAndGet());
            session.leasedUntil = System.nanoTime() + duration.toNanos();
            return Optional.of(session.lease);
        });
    }

    @Override
    public Uni<Boolean> renew(SessionLease lease, Duration duration) {
        return now(lease.key(), session -> {
            if (!lease.equals(session.lease)) {
                return false;
            }
            session.leasedUntil = System.nanoTime() + duration.toNanos();
            return true;
        });
    }

    @Override
    public Uni<Void> release(SessionLease lease) {
        return now(lease.key(), session -> {
            if (lease.equals(session.lease)) {
                session.lease = null;
            }
            return null;
        });
    }

    @Override
    public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
        return this.<Void> now(lease.key(), session -> {
            requireHeld(session, lease);
            List<SessionEntry> missing = session.head.missing(entries);
            session.head = session.head.with(missing, Instant.now(), ttl);
            session.entries.addAll(missing);
            return null;
        }).invoke(() -> {
            if (tidying.isDue(ttl)) {
                tidy();
            }
        });
    }

    private void tidy() {
        sessions.keySet().forEach(key -> use(key, session -> null));
    }

    @Override
    public Uni<Boolean> clear(SessionLease lease) {
        return now(lease.key(), session -> {
            requireHeld(session, lease);
            boolean there = session.head.isThere(Instant.now());
            session.forget();
            return there;
        });
    }

    private static void requireHeld(Session session, SessionLease lease) {
        if (!lease.equals(session.lease)) {
            throw new SessionLostException("The session '" + lease.key().name() + "' was taken over by another turn");
        }
    }

    private <T> Uni<T> now(SessionKey key, Function<Session, T> action) {
        Supplier<T> used = () -> use(key, action);
        return Uni.createFrom().item(used);
    }

    /** What neither is there nor leased is not kept. */
    private <T> T use(SessionKey key, Function<Session, T> action) {
        Holder<T> result = new Holder<>();
        sessions.compute(key, (same, known) -> {
            Session session = known == null ? new Session() : known;
            if (!session.head.isThere(Instant.now())) {
                session.forget();
            }
            result.value = action.apply(session);
            return session.head == SessionHead.NOTHING && !session.isLeased() ? null : session;
        });
        return result.value;
    }

    private static final class Holder<T> {

        private T value;
    }

    /** Used by one thread at a time. */
    private static final class Session {

        private final List<SessionEntry> entries = new ArrayList<>();
        private volatile SessionHead head = SessionHead.NOTHING;
        private SessionLease lease;
        private long leasedUntil;

        private boolean isLeased() {
            return lease != null && System.nanoTime() - leasedUntil < 0;
        }

        private void forget() {
            entries.clear();
            head = SessionHead.NOTHING;
        }
    }
}
