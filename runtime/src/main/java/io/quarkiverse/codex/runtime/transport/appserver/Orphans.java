package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The turns that a lost connection has left running, by thread. Nobody hears of them any more, and nobody may ever need their
 * server again: so that is gone back to for their sake, a number of times. Thread-safe.
 */
final class Orphans {

    private static final int MOST_TRIES = 12;

    private final Map<String, LostTurn> turns = new ConcurrentHashMap<>();
    private int tries;
    private boolean goingBack;

    /**
     * Notes turns that have lost their connection.
     */
    synchronized void add(Map<String, LostTurn> running) {
        turns.putAll(running);
        tries = running.isEmpty() ? tries : MOST_TRIES;
    }

    /**
     * Returns whether to go back now, to say so by {@link #wentBack} when that is done.
     */
    synchronized boolean goBack() {
        if (turns.isEmpty() || tries == 0 || goingBack) {
            return false;
        }
        tries--;
        goingBack = true;
        return true;
    }

    synchronized void wentBack() {
        goingBack = false;
    }

    Map<String, LostTurn> turns() {
        return turns;
    }

    /**
     * Notes that all have been ended.
     */
    void clear() {
        turns.clear();
    }
}
