package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.codex.CodexException;
import io.smallrye.mutiny.Uni;

/**
 * Which turn has which thread of a session. A turn has its thread until codex is done with it, which may be long after it was
 * given up: codex would take what another turn says for more input to the first, with the first one's permissions. Thread-safe.
 */
final class ThreadTurns {

    /** Enough for those of which something may still be on its way. */
    private static final int MOST_ENDED = 1000;
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(1);

    private final Map<String, AppServerTurn> turns = new ConcurrentHashMap<>();
    /** The last turn of each thread. */
    private final Map<String, String> ended = Collections.synchronizedMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_ENDED;
        }
    });

    /**
     * Waits for a turn that was given up and still has the thread.
     *
     * @return fails when that takes longer than the limit
     */
    Uni<Void> whenFree(String threadId, Duration limit, ScheduledExecutorService timer) {
        return Uni.createFrom().deferred(() -> {
            AppServerTurn other = turns.get(threadId);
            if (other == null) {
                return Uni.createFrom().voidItem();
            }
            return Uni.createFrom().completionStage(other.left().copy())
                    .ifNoItem().after(limit.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : limit).on(timer)
                    .failWith(() -> new CodexException("codex still runs a turn of thread " + threadId + " that was ended"
                            + " early: try again later, or go on with another thread"));
        });
    }

    void enter(String threadId, AppServerTurn turn) {
        turns.put(threadId, turn);
    }

    void leave(String threadId, AppServerTurn turn, String turnId) {
        if (turns.remove(threadId, turn) && turnId != null) {
            ended.put(threadId, turnId);
        }
    }

    /**
     * Returns the turn that has a thread, or {@code null}.
     */
    AppServerTurn of(String threadId) {
        return threadId == null ? null : turns.get(threadId);
    }

    /**
     * Returns whether a turn is not the thread's present one, but the one before.
     */
    boolean isEnded(String threadId, String turnId) {
        return turnId != null && turnId.equals(ended.get(threadId));
    }

    Collection<AppServerTurn> all() {
        return List.copyOf(turns.values());
    }

    /**
     * Returns the turns that codex runs or may have begun, by thread.
     */
    Map<String, LostTurn> running() {
        Map<String, LostTurn> running = new HashMap<>();
        turns.forEach((threadId, turn) -> turn.ifLost().ifPresent(lost -> running.put(threadId, lost)));
        return running;
    }
}
