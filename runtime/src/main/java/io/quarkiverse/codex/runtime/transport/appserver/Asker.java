package io.quarkiverse.codex.runtime.transport.appserver;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.TurnHost;

/**
 * On whose behalf codex asks: a turn, or an agent that works for one. The turn's application answers either way.
 */
interface Asker {

    /**
     * Returns who answers.
     */
    TurnHost host();

    /**
     * Returns what has to know that codex waits for the application.
     */
    TurnClock clock();

    /**
     * Tells the turn's caller something that does not come from codex.
     */
    void tell(TurnEvent event);

    /**
     * Returns an item that codex has begun and not finished, {@code null} where there is none of the id.
     */
    ThreadItem openItem(String itemId);

    /**
     * Has codex stop, as the application wants it to.
     */
    void cancel();
}
