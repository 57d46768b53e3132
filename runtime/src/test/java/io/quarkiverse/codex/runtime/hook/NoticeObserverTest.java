package io.quarkiverse.codex.runtime.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.hook.ItemNotice;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.TurnNotice;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class NoticeObserverTest {

    private final List<Object> fired = new ArrayList<>();
    private final List<CompletableFuture<Object>> pending = new ArrayList<>();

    private TurnWatch watch(boolean ofTurns, boolean ofItems) {
        return new NoticeObserver(ofTurns, ofItems, notice -> {
            fired.add(notice);
            CompletableFuture<Object> observed = new CompletableFuture<>();
            pending.add(observed);
            return observed;
        }).watch(TestHooks.TURN);
    }

    @Test
    void firesOnlyWhatSomebodyObserves() {
        AgentMessage message = new AgentMessage("item_0", "hi");
        for (boolean ofItems : new boolean[] { true, false }) {
            TurnWatch watch = watch(!ofItems, ofItems);
            watch.event(new TurnStarted());
            watch.event(new AgentMessageDelta("item_0", "h"));
            watch.event(new ItemCompleted(message));
        }

        assertThat(watch(false, false)).isSameAs(TurnWatch.NONE);
        assertThat(fired).containsExactly(
                new ItemNotice("test", Optional.of("thread-1"), Optional.of("turn-1"), ItemPhase.COMPLETED, message),
                new TurnNotice("test", Optional.of("thread-1"), Optional.of("turn-1"), new TurnStarted()));
    }

    @Test
    void aTurnThatIsMuchFasterThanItsObserversWaitsForThem() {
        TurnWatch watch = watch(true, true);
        for (int i = 1; i < NoticeObserver.MOST_PENDING; i++) {
            assertThat(watch.event(new TurnStarted())).isSameAs(TurnWatch.NO_WAIT);
        }

        Uni<Void> wait = watch.event(new TurnStarted());
        UniAssertSubscriber<Void> waiting = wait.subscribe().withSubscriber(UniAssertSubscriber.create());
        waiting.assertNotTerminated();
        pending.get(0).completeExceptionally(new IllegalStateException("an observer has failed"));

        waiting.awaitItem();
        pending.get(1).complete(null);
        assertThat(watch.event(new TurnStarted())).isSameAs(TurnWatch.NO_WAIT);
    }

    /** The next one is fired only then. */
    private void observeAll() {
        for (int i = 0; i < pending.size(); i++) {
            pending.get(i).complete(null);
        }
    }

    private static TurnNotice notice(TurnEvent event) {
        return new TurnNotice("test", Optional.of("thread-1"), Optional.of("turn-1"), event);
    }

    @Test
    void aTurnThatFailsWithoutAWordOfCodexIsToldToHaveFailed() {
        watch(true, true).failed(new CodexProcessException("It is dead", 1, ""));

        assertThat(fired).containsExactly(notice(new TurnFailed(new TurnError("It is dead"))));
    }

    @Test
    void aTurnThatIsCancelledIsToldToBeInterruptedAndNothingAfterIt() {
        TurnWatch watch = watch(true, true);

        watch.cancelled();
        watch.event(new TurnStarted());
        observeAll();

        assertThat(fired).containsExactly(notice(new TurnCompleted(TurnStatus.INTERRUPTED, null, null)));
    }

    @Test
    void theEndIsToldOnce() {
        TurnEvent failed = new TurnFailed(new TurnError("no"));
        TurnWatch watch = watch(true, true);
        watch.event(failed);
        watch.failed(new IllegalStateException("no"));
        watch.cancelled();
        observeAll();

        assertThat(fired).containsExactly(notice(failed));
    }

    @Test
    void whoObservesItemsAloneHearsOfNoEnd() {
        watch(false, true).failed(new IllegalStateException("no"));
        watch(false, true).cancelled();

        assertThat(fired).isEmpty();
    }
}
