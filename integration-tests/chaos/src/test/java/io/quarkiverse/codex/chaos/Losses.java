package io.quarkiverse.codex.chaos;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;

/**
 * The turns of sessions that have lost their lease, or could not reach their store: no others may be recorded as lost.
 * Thread-safe.
 */
final class Losses {

    private final Map<Place, String> holders = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> holdersOfTurns = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    /** A lease was given: whoever had it before and did not give it back has lost it. */
    void taken(boolean inFiles, SessionLease lease) {
        String before = holders.put(new Place(inFiles, lease.key()), lease.holder());
        if (before != null) {
            lost.add(before);
        }
    }

    /** A lease is about to be given back. */
    void givenBack(boolean inFiles, SessionLease lease) {
        holders.remove(new Place(inFiles, lease.key()), lease.holder());
    }

    /** Something of a turn is about to be stored. */
    void stores(String turnId, SessionLease lease) {
        holdersOfTurns.computeIfAbsent(turnId, missing -> ConcurrentHashMap.newKeySet()).add(lease.holder());
    }

    /** The store did not do what the holder of a lease may ask of it. */
    void failed(SessionLease lease) {
        lost.add(lease.holder());
    }

    /** Returns whether a turn may have left its end open. */
    boolean explain(String turnId) {
        return holdersOfTurns.getOrDefault(turnId, Set.of()).stream().anyMatch(lost::contains);
    }

    private record Place(boolean inFiles, SessionKey key) {
    }
}
