package io.quarkiverse.codex.runtime.hook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.ReasoningDelta;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.hook.ItemNotice;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.TurnNotice;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnErrors;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * Fires the events of turns to CDI observers, those of a turn one after the other. A turn does not wait for them, unless they
 * are very much behind: what has not been observed is kept in memory.
 * Of an end that codex does not come to tell, they are told in its stead.
 */
public final class NoticeObserver implements TurnObserver {

    /** More than codex says in a breath, and little enough to be kept for each of many turns. */
    static final int MOST_PENDING = 256;

    private final boolean ofTurns;
    private final boolean ofItems;
    private final Function<Object, CompletionStage<Object>> fire;

    /**
     * @param ofTurns whether anybody observes {@link TurnNotice}s
     * @param ofItems whether anybody observes {@link ItemNotice}s
     * @param fire fires, and gives what completes, in whatever way, when the event has been observed; where the observers run,
     *        nothing may wait for turns
     */
    public NoticeObserver(boolean ofTurns, boolean ofItems, Function<Object, CompletionStage<Object>> fire) {
        this.ofTurns = ofTurns;
        this.ofItems = ofItems;
        this.fire = fire;
    }

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return ofTurns || ofItems ? new Notices(turn) : TurnWatch.NONE;
    }

    private final class Notices implements TurnWatch {

        private final ObservedTurn turn;
        private final Deque<CompletionStage<Object>> pending = new ArrayDeque<>();
        private CompletionStage<Object> last = CompletableFuture.completedFuture(null);
        private boolean ended;

        Notices(ObservedTurn turn) {
            this.turn = turn;
        }

        @Override
        public synchronized Uni<Void> event(TurnEvent event) {
            if (ended) {
                return NO_WAIT;
            }
            ended = event instanceof TurnCompleted || event instanceof TurnFailed;
            Object notice = notice(event);
            if (notice == null) {
                return NO_WAIT;
            }
            pending.removeIf(stage -> stage.toCompletableFuture().isDone());
            last = last.handle((done, failure) -> null).thenCompose(nothing -> fire.apply(notice));
            pending.add(last);
            return pending.size() < MOST_PENDING ? NO_WAIT
                    : Uni.createFrom().completionStage(pending.poll()).onItemOrFailure().transform((done, failure) -> null);
        }

        @Override
        public Uni<Void> failed(Throwable failure) {
            event(new TurnFailed(TurnErrors.of(failure)));
            return NO_WAIT;
        }

        /** May come while an event does. */
        @Override
        public void cancelled() {
            event(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
        }

        private Object notice(TurnEvent event) {
            for (ItemPhase phase : ItemPhase.values()) {
                ThreadItem item = Hook.itemOf(event, phase);
                if (item != null) {
                    return ofItems
                            ? new ItemNotice(turn.clientName(), turn.threadId(), turn.turnId(), phase, item)
                            : null;
                }
            }
            return ofTurns && !isDelta(event) ? new TurnNotice(turn.clientName(), turn.threadId(), turn.turnId(), event)
                    : null;
        }

        private static boolean isDelta(TurnEvent event) {
            return event instanceof AgentMessageDelta || event instanceof ReasoningDelta
                    || event instanceof CommandOutputDelta;
        }
    }
}
