package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.retry.RetryDecision;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** What becomes of turns whose transport fails them. */
class RetriedTurnTest {

    private static final TurnEvent OPENED = new ThreadStarted("thread-1");
    private static final TurnEvent STARTED = new TurnStarted();
    private static final TurnEvent COMMAND = new ItemStarted(
            new UnknownItem("item_1", "something_new", JsonNodeFactory.instance.objectNode()));
    private static final TurnCompleted COMPLETED = new TurnCompleted(TurnStatus.COMPLETED, new TokenUsage(1, 0, 0, 2, 0),
            new TokenUsage(5, 0, 0, 6, 0));
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Deque<Multi<TurnEvent>> attempts = new ArrayDeque<>();
    private final CannedTransport transport = new CannedTransport(request -> attempts.remove());

    private static TurnEvent says(String text) {
        return new ItemCompleted(new AgentMessage("item_0", text));
    }

    private static CodexTurnFailedException failure(TurnErrorKind kind, String message) {
        return new CodexTurnFailedException("The turn failed: " + message, "thread-1", new TurnError(message, kind));
    }

    private static CodexTurnFailedException overloaded() {
        return failure(TurnErrorKind.SERVER_OVERLOADED, "busy");
    }

    /** An attempt that codex lets fail. */
    private void fails(CodexTurnFailedException failure, TurnEvent... events) {
        attempts.add(Multi.createBy().concatenating().streams(Multi.createFrom().items(events),
                Multi.createFrom().<TurnEvent> item(new TurnFailed(failure.error())).onCompletion().failWith(failure)));
    }

    /** An attempt that breaks off. */
    private void breaksOff(Throwable failure, TurnEvent... events) {
        attempts.add(Multi.createFrom().items(events).onCompletion().failWith(failure));
    }

    private void completes(TurnEvent... events) {
        attempts.add(Multi.createBy().concatenating().streams(Multi.createFrom().items(events),
                Multi.createFrom().item(COMPLETED)));
    }

    private CodexThread thread(String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 4);
        all[properties.length] = "retry.delay";
        all[properties.length + 1] = "1MS";
        all[properties.length + 2] = "retry.jitter";
        all[properties.length + 3] = "0";
        return transport.client(all).startThread();
    }

    private static AssertSubscriber<TurnEvent> run(CodexThread thread) {
        return thread.runStreamed("hello").subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    @Test
    void theStreamTellsTheAttemptsApartAndHasOneEnd() {
        fails(overloaded(), OPENED, STARTED, says("a"));
        completes(OPENED, STARTED, says("b"));

        AssertSubscriber<TurnEvent> events = run(thread()).awaitCompletion();

        assertThat(events.getItems()).containsExactly(OPENED, STARTED, says("a"),
                new TurnRetrying(2, Duration.ofMillis(1), overloaded().error()), OPENED, STARTED, says("b"), COMPLETED);
    }

    @Test
    void theResultIsThatOfTheLastAttempt() {
        fails(overloaded(), OPENED, STARTED, says("a"), new TokenUsageUpdated(new TokenUsage(10, 0, 0, 20, 0), null, null));
        completes(OPENED, STARTED, says("b"));

        TurnResult result = thread().run("hello").await().atMost(LONG);

        assertThat(result.items()).extracting(item -> ((AgentMessage) item).text()).containsExactly("b");
        assertThat(result.finalResponse()).isEqualTo("b");
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(result.retries()).singleElement()
                .satisfies(retry -> assertThat(retry.error().message()).isEqualTo("busy"));
        assertThat(result.usage().inputTokens()).isEqualTo(11);
        assertThat(result.usage().outputTokens()).isEqualTo(22);
    }

    @Test
    void whoFailsTooOftenFailsWithTheLastFailureAndRemembersTheOthers() {
        fails(failure(TurnErrorKind.SERVER_OVERLOADED, "one"), OPENED, STARTED);
        fails(failure(TurnErrorKind.SERVER_OVERLOADED, "two"), OPENED, STARTED);
        fails(failure(TurnErrorKind.SERVER_OVERLOADED, "three"), OPENED, STARTED);

        AssertSubscriber<TurnEvent> events = run(thread()).awaitFailure();

        assertThat(events.getItems()).filteredOn(TurnFailed.class::isInstance).singleElement()
                .satisfies(event -> assertThat(((TurnFailed) event).error().message()).isEqualTo("three"));
        assertThat(events.getFailure()).hasMessageContaining("three").hasSuppressedException(
                events.getFailure().getSuppressed()[0]);
        assertThat(events.getFailure().getSuppressed()[0]).hasMessageContaining("two");
        assertThat(transport.begun).hasSize(3);
    }

    @Test
    void aTurnThatHasActedIsNotTriedAgainUnlessItSaysSo() {
        fails(overloaded(), OPENED, STARTED, COMMAND);
        run(thread()).awaitFailure().assertFailedWith(CodexTurnFailedException.class);

        fails(overloaded(), OPENED, STARTED, COMMAND);
        completes(OPENED, STARTED);
        TurnResult result = thread().run(TurnInput.of("hello"), TurnOptions.builder().retryUnsafe(true).build()).await()
                .atMost(LONG);
        assertThat(result.attempts()).isEqualTo(2);
    }

    @Test
    void aTurnThatBrokeOffIsTriedAgainWhereItCannotHaveDoneAnything() {
        CodexException died = new CodexProcessException("killed", 137, "");
        breaksOff(died, OPENED, STARTED);
        completes(OPENED, STARTED);
        run(thread()).awaitCompletion();

        ThreadOptions mayWrite = ThreadOptions.builder().sandboxMode(SandboxMode.WORKSPACE_WRITE).build();
        breaksOff(died, OPENED);
        completes(OPENED, STARTED);
        run(transport.client("retry.delay", "1MS").startThread(mayWrite)).awaitCompletion();

        breaksOff(died, OPENED, STARTED);
        run(transport.client("retry.delay", "1MS").startThread(mayWrite)).awaitFailure()
                .assertFailedWith(CodexProcessException.class);
    }

    @ParameterizedTest
    @EnumSource(names = { "CONTEXT_WINDOW_EXCEEDED", "USAGE_LIMIT_EXCEEDED", "UNAUTHORIZED", "BAD_REQUEST", "CYBER_POLICY",
            "MODEL_NOT_FOUND", "SANDBOX_ERROR", "OTHER" })
    void whatDoesNotPassByItselfIsNotTriedAgain(TurnErrorKind kind) {
        fails(failure(kind, "no"), OPENED, STARTED);

        run(thread()).awaitFailure().assertFailedWith(CodexTurnFailedException.class, "no");
        assertThat(transport.begun).hasSize(1);
    }

    @Test
    void whatTheClientItselfRefusesIsNotTriedAgain() {
        for (Throwable failure : List.of(new CodexTimeoutException("long", CodexTimeoutException.Kind.TURN, LONG),
                new CodexException("stopping"), new IllegalStateException("bug"))) {
            breaksOff(failure, OPENED);
            run(thread()).awaitFailure().assertFailedWith(failure.getClass(), failure.getMessage());
        }
        breaksOff(new CodexOverloadedException("The subscriber is too slow"), OPENED, STARTED);
        run(thread()).awaitFailure().assertFailedWith(CodexOverloadedException.class);
    }

    @Test
    void aLostConnectionIsTriedAgain() {
        breaksOff(new CodexConnectionException("lost", "ws://host"), OPENED);
        completes(OPENED, STARTED);
        run(thread()).awaitCompletion();
        assertThat(transport.begun).hasSize(2);
    }

    @Test
    void theApplicationDecidesFirst() {
        fails(failure(TurnErrorKind.OTHER, "our proxy restarts"), OPENED, STARTED);
        completes(OPENED, STARTED);
        transport.classifiers.add(attempt -> null);
        transport.classifiers.add(attempt -> {
            throw new IllegalStateException("no idea");
        });
        transport.classifiers.add(attempt -> attempt.number() == 1 && attempt.threadId().isPresent()
                && attempt.failure().getMessage().contains("proxy") ? RetryDecision.transientFailure(Duration.ofMillis(3))
                        : RetryDecision.abstain());
        assertThat(thread().run("hello").await().atMost(LONG).retries().get(0).delay()).isEqualTo(Duration.ofMillis(3));

        transport.classifiers.set(0, attempt -> RetryDecision.permanentFailure());
        fails(overloaded(), OPENED, STARTED);
        run(thread()).awaitFailure().assertFailedWith(CodexTurnFailedException.class);
    }

    @Test
    void theThreadIsTakenAndThePlaceKeptUntilTheLastAttemptIsOver() {
        fails(overloaded(), OPENED, STARTED);
        completes(OPENED, STARTED);
        transport.classifiers.add(attempt -> RetryDecision.transientFailure(Duration.ofMinutes(5)));
        CodexThread thread = thread("bulkhead.max-concurrent", "1");
        AssertSubscriber<TurnEvent> pausing = run(thread);

        assertThat(pausing.getItems()).last().isInstanceOf(TurnRetrying.class);
        run(thread).assertFailedWith(IllegalStateException.class, "runs a turn already");
        pausing.cancel();

        run(thread).awaitCompletion();
    }

    @Test
    void interruptingThePauseEndsTheTurnWithAResult() {
        fails(overloaded(), OPENED, STARTED);
        transport.classifiers.add(attempt -> RetryDecision.transientFailure(Duration.ofMinutes(5)));
        CodexTurn turn = thread().start(TurnInput.of("hello")).await().indefinitely();
        AssertSubscriber<TurnEvent> events = turn.events().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        turn.interrupt().await().indefinitely();

        events.awaitCompletion();
        assertThat(turn.result().await().indefinitely().status()).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(transport.begun).hasSize(1);
    }

    @Test
    void closingTheClientEndsThePause() {
        fails(overloaded(), OPENED, STARTED);
        transport.classifiers.add(attempt -> RetryDecision.transientFailure(Duration.ofMinutes(5)));
        CodexClientImpl client = transport.client();
        AssertSubscriber<TurnEvent> pausing = run(client.startThread());

        client.close();

        pausing.awaitFailure().assertFailedWith(CodexException.class, "stopping");
    }

    @Test
    void aDelayBeyondTheLimitsIsNotWaitedFor() {
        transport.classifiers.add(attempt -> RetryDecision.transientFailure(Duration.ofMinutes(5)));
        fails(overloaded(), OPENED, STARTED);
        run(thread("retry.max-duration", "5M")).awaitFailure().assertFailedWith(CodexTurnFailedException.class);
        fails(overloaded(), OPENED, STARTED);
        run(thread("timeouts.turn", "5M")).awaitFailure().assertFailedWith(CodexTurnFailedException.class);
    }

    @Test
    void furtherAttemptsHaveTheRestOfTheTimeOnTheSameThread() {
        fails(overloaded(), OPENED, STARTED);
        completes(OPENED, STARTED);

        run(thread()).awaitCompletion();

        assertThat(transport.begun.get(0).settings().spent()).isZero();
        assertThat(transport.begun.get(1).settings().spent()).isPositive();
        assertThat(transport.begun.get(1).settings().timeLeft()).isLessThan(Duration.ofHours(1));
        assertThat(transport.begun.get(1).threadId()).contains("thread-1");
    }

    @Test
    void aThreadThatNoTurnHasBegunInIsNotGoneOnWith() {
        breaksOff(new CodexProcessException("killed", 137, ""), OPENED);
        completes(new ThreadStarted("thread-2"), STARTED);

        TurnResult result = thread().run("hello").await().atMost(LONG);

        assertThat(transport.begun.get(1).threadId()).isEmpty();
        assertThat(result.threadId()).isEqualTo("thread-2");
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheLast() {
        fails(overloaded(), OPENED, STARTED);
        run(thread("retry.max-retries", "0")).awaitFailure().assertFailedWith(CodexTurnFailedException.class);
    }
}
