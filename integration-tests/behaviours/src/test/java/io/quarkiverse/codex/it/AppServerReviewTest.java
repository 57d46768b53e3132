package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.EnteredReviewMode;
import io.quarkiverse.codex.item.ExitedReviewMode;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;

@Tag("app-server")
class AppServerReviewTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void uncommittedChanges() {
        assertReviewed(ReviewTarget.uncommittedChanges(), "Review the current code changes");
    }

    @Test
    void branch() {
        assertReviewed(ReviewTarget.baseBranch("trunk"), "against the base branch 'trunk'");
    }

    @Test
    void commit() {
        assertReviewed(ReviewTarget.commit("0123abc"), "commit 0123abc");
    }

    @Test
    void commitWithATitle() {
        assertReviewed(ReviewTarget.commit("0123abc", "Fix it"), "Fix it");
    }

    @Test
    void instructions() {
        assertReviewed(ReviewTarget.custom("look for typos"), "look for typos");
    }

    private void assertReviewed(ReviewTarget target, String prompt) {
        codex.model().when(Prompt.containing(prompt)).reply("All is well.");
        codex.model().when("go on").reply("Gone on.");
        CodexThread thread = codex.client().startThread();

        TurnResult review = resultOf(thread.review(target));

        assertThat(review.status()).isEqualTo(TurnStatus.COMPLETED);
        assertThat(review.finalResponse()).contains("All is well.");
        assertThat(items(review, EnteredReviewMode.class)).hasSize(1);
        assertThat(items(review, ExitedReviewMode.class)).singleElement()
                .satisfies(exited -> assertThat(exited.review()).contains("All is well."));
        assertThat(review.usage().isKnown()).isFalse();
        assertThat(resultOf(thread.run("go on")).finalResponse()).isEqualTo("Gone on.");
        assertThat(thread.id()).contains(review.threadId());
    }

    @Test
    void streamHasOneBeginAndOneEnd() {
        codex.model().when(Prompt.containing("typos")).reply("None.");

        List<TurnEvent> events = eventsOf(codex.client().startThread().reviewStreamed(ReviewTarget.custom("typos")));

        assertThat(events.get(0)).isInstanceOf(ThreadStarted.class);
        assertThat(events).filteredOn(TurnStarted.class::isInstance).hasSize(1);
        assertThat(events).filteredOn(TurnCompleted.class::isInstance).hasSize(1);
        assertThat(events.get(events.size() - 1)).isInstanceOf(TurnCompleted.class);
        assertThat(items(events, EnteredReviewMode.class)).hasSize(1);
    }

    @Test
    void cancelledReviewGivesItsThreadBack() throws Exception {
        codex.model().when(Prompt.containing("typos")).then(Turns.endlessCommand("6173"));
        codex.model().when("go on").reply("Gone on.");
        CodexThread thread = codex.client("sandbox-mode", "danger-full-access").startThread();
        CompletableFuture<Void> running = new CompletableFuture<>();

        Cancellable review = thread.reviewStreamed(ReviewTarget.custom("typos")).subscribe().with(event -> {
            if (event instanceof ItemStarted started && started.item() instanceof CommandExecution) {
                running.complete(null);
            }
        }, running::completeExceptionally);
        running.get(Turns.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        review.cancel();

        assertThat(resultOf(thread.run("go on")).finalResponse()).isEqualTo("Gone on.");
    }

    @Test
    void reviewWithAHandleCanBeInterrupted() {
        codex.model().when(Prompt.containing("look for typos")).stall();
        CodexTurn review = resultOf(codex.client().startThread().startReview(ReviewTarget.custom("look for typos")));
        Uni<TurnResult> result = review.result().memoize().indefinitely();
        UniAssertSubscriber<TurnResult> end = result.subscribe().withSubscriber(UniAssertSubscriber.create());
        codex.model().awaitRequest(request -> request.json().toString().contains("look for typos"), Turns.PATIENCE);

        resultOf(review.interrupt());

        assertThat(end.awaitItem(Turns.PATIENCE).getItem().status()).isEqualTo(TurnStatus.INTERRUPTED);
    }

    @Test
    void reviewIsATurnLikeOthers() {
        codex.model().when("slow").then(Turns.endlessCommand("6174"));
        CodexThread thread = codex.client("sandbox-mode", "danger-full-access").startThread();
        Cancellable turn = thread.runStreamed("slow").subscribe().with(event -> {
        });

        assertThat(failureOf(thread.review(ReviewTarget.uncommittedChanges()))).isInstanceOf(IllegalStateException.class);
        turn.cancel();
    }
}
