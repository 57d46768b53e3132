package io.quarkiverse.codex.hook;

import java.time.Duration;

/**
 * A turn has failed, for whatever reason, also where codex said nothing of it: it took too long, was vetoed, could not be
 * started, or has ended well and then failed because a hook of {@link AfterTurn} with {@link OnError#FAIL} did. Whoever waits
 * for the turn hears of the failure after the hooks of this, which cannot change it.
 * <p>
 * A cancelled turn has none, nor one that was refused because its thread runs another, or that did not get its session. Nor
 * does one that has ended well and whose caller is told of a failure all the same: the end could not be recorded in the
 * session, a hook of {@link SessionSaved} has failed, or the answer is not of the type that was asked for.
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
