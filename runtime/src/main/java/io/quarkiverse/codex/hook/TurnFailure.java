package io.quarkiverse.codex.hook;

import java.time.Duration;

/**
 * A turn has failed, for whatever reason, also where codex said nothing of it: it took too long, was vetoed, or could not be
 * started. Whoever waits for the turn hears of the failure after the hooks of this, which cannot change it. A cancelled turn
 * has none, nor one that was refused because its thread runs another.
 */
public interface TurnFailure extends HookContext {

    /**
     * Returns why the turn failed.
     *
     * @return what the caller of the turn will be told, never {@code null}
     */
    Throwable cause();

    /**
     * Returns how long the turn took until then, hooks included.
     *
     * @return the duration, never {@code null}
     */
    Duration duration();
}
