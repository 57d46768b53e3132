package io.quarkiverse.codex.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The store of one replica, where it is seen who loses what. */
final class WatchedStore implements SessionStore {

    private final SessionStore store;
    private final boolean inFiles;
    private final Losses losses;

    /**
     * @param inFiles whether it keeps its sessions in files
     */
    WatchedStore(SessionStore store, boolean inFiles, Losses losses) {
        this.store = store;
        this.inFiles = inFiles;
        this.losses = losses;
    }

    @Override
    public Uni<Optional<SessionInfo>> find(SessionKey key) {
        return store.find(key);
    }

    @Override
    public Multi<SessionEntry> load(SessionKey key) {
        return store.load(key);
    }

    @Override
    public Multi<String> keys(String client) {
        return store.keys(client);
    }

    @Override
    public Uni<Boolean> describe(SessionKey key, Map<String, String> attributes) {
        return store.describe(key, attributes);
    }

    @Override
    public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
        return store.acquire(key, duration).invoke(given -> given.ifPresent(lease -> losses.taken(inFiles, lease)));
    }

    @Override
    public Uni<Boolean> renew(SessionLease lease, Duration duration) {
        return store.renew(lease, duration).invoke(held -> {
            if (!held) {
                losses.failed(lease);
            }
        }).onFailure().invoke(failure -> losses.failed(lease));
    }

    @Override
    public Uni<Void> release(SessionLease lease) {
        return Uni.createFrom().deferred(() -> {
            losses.givenBack(inFiles, lease);
            return store.release(lease);
        });
    }

    @Override
    public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
        // The first may be the end of the turn before.
        losses.stores(entries.get(entries.size() - 1).turnId(), lease);
        return store.append(lease, entries, ttl).onFailure().invoke(failure -> losses.failed(lease))
                .onCancellation().invoke(() -> losses.failed(lease));
    }

    @Override
    public Uni<Boolean> clear(SessionLease lease) {
        return store.clear(lease);
    }
}
