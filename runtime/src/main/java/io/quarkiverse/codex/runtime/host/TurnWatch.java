package io.quarkiverse.codex.runtime.host;

import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.TurnEvent;
import io.smallrye.mutiny.Uni;

/**
 * Watches one turn. Its methods are called one after the other, only those that look around at something are not bound to that:
 * first
 * {@link #before}, then {@link #noted} and {@link #event} with each event, in order, at the end one of {@link #completed},
 * {@link #failed} and
 * {@link #cancelled}.
 * <p>
 * No method blocks, nor does subscribing to what it returns. The turn waits for what it returns, on whatever thread that comes.
 * A turn that is cancelled cancels what it waits for.
 */
public interface TurnWatch {

    /** There is nothing to wait for. */
    Uni<Void> NO_WAIT = Uni.createFrom().voidItem();

    /** Does not watch. */
    TurnWatch NONE = new TurnWatch() {
    };

    /**
     * The turn is to begin; nothing of it has been started.
     *
     * @param input what to work on, or empty for a turn without an input
     * @return what to work on instead, present just as {@code input} is. A failure keeps the turn from beginning, and is its
     *         own
     */
    default Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
        return Uni.createFrom().item(input);
    }

    /**
     * Something has happened, in which nobody has had a say yet: all who watch the turn are told so before {@link #event} is
     * called of any. For whoever keeps what has happened, which no failure of another undoes.
     *
     * @param event the event
     * @return as of {@link #event}
     */
    default Uni<Void> noted(TurnEvent event) {
        return NO_WAIT;
    }

    /**
     * An attempt at the turn begins: from now on codex may know of it. Not called for a turn that is not let onto its
     * transport, because there are too many of them for example. Called after {@link #before} and once for each attempt, on
     * any thread; does not block.
     */
    default void begins() {
    }

    /**
     * Something has happened. The caller of the turn sees the event afterwards.
     *
     * @param event the event
     * @return completes when the turn may go on; {@link #NO_WAIT} for at once. A failure ends the turn, and is its own
     */
    default Uni<Void> event(TurnEvent event) {
        return NO_WAIT;
    }

    /**
     * Whether the result that {@link #completed} is told is to have all items, which keeps them in memory.
     *
     * @return {@code true} to have them; {@code false} for whatever there is
     */
    default boolean wantsItems() {
        return false;
    }

    /**
     * The turn has ended well, and nothing of it is left. Its caller hears of it afterwards.
     *
     * @param result what came of it
     * @return completes when the caller may be told. A failure is the turn's own, of which those that have not been
     *         told of the end are told
     */
    default Uni<Void> completed(TurnResult result) {
        return NO_WAIT;
    }

    /**
     * The turn has failed, or was kept from beginning. Its caller hears of it afterwards.
     *
     * @param failure what the caller will be told
     * @return completes when the caller may be told; does not fail
     */
    default Uni<Void> failed(Throwable failure) {
        return NO_WAIT;
    }

    /**
     * Nobody wants to know of the turn any more.
     */
    default void cancelled() {
    }

    /**
     * Nothing of the turn is left. Called however it ends, also when nobody wants to know of it any more, and before
     * {@link #completed} and {@link #failed}; with no respect to the other methods, and more than once perhaps.
     */
    default void over() {
    }

    /**
     * Looks at the calls of the application's tools.
     *
     * @param tools what calls them
     * @return what calls them and is looked at, or {@code tools} itself; never {@code null}
     */
    default ToolCaller around(ToolCaller tools) {
        return tools;
    }

    /**
     * Looks at what codex is allowed.
     *
     * @param approvals what decides
     * @return what decides and is looked at, or {@code approvals} itself; never {@code null}
     */
    default ApprovalDecider around(ApprovalDecider approvals) {
        return approvals;
    }

    /**
     * Has the turn begin on its transport where the watch wants it to: what is told to codex of the trace that the turn belongs
     * to is found out there. After {@link #before}, on the same thread or another one.
     *
     * @param beginning begins the turn
     * @return what that returns
     */
    default <T> T within(Supplier<T> beginning) {
        return beginning.get();
    }

    /**
     * Returns what answers the hooks of codex itself.
     *
     * @return the hooks; never {@code null}
     */
    default NativeHooks nativeHooks() {
        return NativeHooks.NONE;
    }
}
