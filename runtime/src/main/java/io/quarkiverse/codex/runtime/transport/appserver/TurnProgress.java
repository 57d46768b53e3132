package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * How far a turn has come: what it has begun and not finished, and what it has used. Thread-safe.
 */
final class TurnProgress {

    private final Map<String, ThreadItem> open = new ConcurrentHashMap<>();
    private volatile boolean ranCommands;
    private TokenUsage usage;
    private TokenUsage threadUsage;

    /**
     * Notes an event.
     *
     * @param ofTheTurn whether codex says that it belongs to this turn, and not only to its thread
     */
    void note(TurnEvent event, boolean ofTheTurn) {
        if (event instanceof ItemStarted started && started.item() instanceof CommandExecution) {
            ranCommands = true;
        }
        if (event instanceof ItemStarted started && started.item().id() != null) {
            open.put(started.item().id(), started.item());
        } else if (event instanceof ItemCompleted done && done.item().id() != null) {
            open.remove(done.item().id());
        } else if (event instanceof TokenUsageUpdated updated) {
            count(updated, ofTheTurn);
        }
    }

    /** What codex calls the last usage is that of one answer of the model, of which a turn may have many. */
    private synchronized void count(TokenUsageUpdated updated, boolean ofTheTurn) {
        threadUsage = updated.threadUsage();
        if (ofTheTurn && updated.lastUsage() != null) {
            usage = usage == null ? updated.lastUsage() : usage.plus(updated.lastUsage());
        }
    }

    /**
     * Makes an end with what is known of the usage, which codex does not say with the end.
     */
    synchronized TurnCompleted end(TurnCompleted completed) {
        return new TurnCompleted(completed.status(), usage, threadUsage, completed.extra());
    }

    /**
     * Makes an end that codex has not told.
     */
    synchronized TurnCompleted interrupted() {
        return new TurnCompleted(TurnStatus.INTERRUPTED, usage, threadUsage);
    }

    /**
     * Returns an item that codex has begun and not finished, {@code null} where there is none of the id.
     */
    ThreadItem openItem(String itemId) {
        return itemId == null ? null : open.get(itemId);
    }

    /**
     * Returns whether the turn has begun a command, which may go on whatever became of its item.
     */
    boolean hasRunCommands() {
        return ranCommands;
    }
}
