package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.runtime.guard.Premise;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What turns do while it is not known yet whether they may begin. */
class TurnPremiseTest {

    private final CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
    private final CannedTransport transport = CannedTransport.of(new ThreadStarted("thread"),
            new TurnCompleted(TurnStatus.COMPLETED, null, null));
    private CodexThread thread;

    @BeforeEach
    void letThemWait() {
        transport.premise = new Premise(() -> Uni.createFrom().completionStage(seen));
        thread = transport.client().startThread();
    }

    private AssertSubscriber<TurnEvent> run() {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(10));
    }

    @Test
    void aRefusedTurnHasNotBegunAndLeavesItsThread() {
        AssertSubscriber<TurnEvent> events = run().assertNotTerminated();

        seen.complete(Optional.of("it will not do"));

        events.assertFailedWith(CodexConfigurationException.class, "it will not do");
        run().assertFailedWith(CodexConfigurationException.class, "it will not do");
        assertThat(transport.begun).isEmpty();
    }

    @Test
    void anInterruptedTurnDoesNotWait() {
        CodexTurn turn = thread.start(TurnInput.of("hello")).await().indefinitely();
        AssertSubscriber<TurnEvent> events = turn.events().subscribe().withSubscriber(AssertSubscriber.create(10));

        turn.interrupt().await().indefinitely();

        events.assertCompleted();
        assertThat(events.getItems()).containsExactly(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
        assertThat(transport.begun).isEmpty();
    }

    @Test
    void aCancelledTurnNeverBegins() {
        run().cancel();
        AssertSubscriber<TurnEvent> next = run();

        seen.complete(Optional.empty());

        next.assertCompleted();
        assertThat(transport.begun).hasSize(1);
    }
}
