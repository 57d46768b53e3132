package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexShutdownException;
import io.quarkiverse.codex.CodexStructuredOutputException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadContinued;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.session.SessionsFactory;
import io.quarkiverse.codex.runtime.session.store.MemorySessionStore;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionBusyException;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkiverse.codex.session.SessionRedactor;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkiverse.codex.session.SessionThread;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class SessionTest {

    @RegisterExtension
    final Codex codex = new Codex();

    private final SessionStore store = new MemorySessionStore();

    record City(String name) {
    }

    @Test
    void laterTurnsGoOnWithTheFirst() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        CodexSessions sessions = codex.sessions(codex.client(), store);

        TurnResult first = resultOf(sessions.thread("user-42").run("my name is Ada"));
        TurnResult second = resultOf(sessions.thread("user-42").run("who am I?"));

        assertThat(second.threadId()).isEqualTo(first.threadId());
        assertThat(second.continuedFrom()).isEmpty();
        assertThat(conversation("who am I?")).contains("my name is Ada").contains("Hello Ada!");
    }

    @Test
    void anotherKeyIsAnotherConversation() {
        codex.model().when("hello").reply("Hi!");
        CodexSessions sessions = codex.sessions(codex.client(), store);

        String one = resultOf(sessions.thread("one").run("hello")).threadId();
        String other = resultOf(sessions.thread("other").run("hello")).threadId();

        assertThat(other).isNotEqualTo(one);
        assertThat(sessions.keys().collect().asList().await().atMost(Turns.PATIENCE)).containsExactlyInAnyOrder("one",
                "other");
    }

    @Test
    void anotherReplicaGoesOnWithTheSameThreadOfTheSameHome() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        codex.model().when("really?").reply("Yes.");
        CodexSessions one = codex.sessions(codex.client(), store);
        CodexSessions other = codex.sessions(codex.client(), store);

        TurnResult first = resultOf(one.thread("user-42").run("my name is Ada"));
        TurnResult second = resultOf(other.thread("user-42").run("who am I?"));
        TurnResult third = resultOf(one.thread("user-42").run("really?"));

        assertThat(List.of(second.threadId(), third.threadId())).containsOnly(first.threadId());
        assertThat(conversation("really?")).contains("Hello Ada!").contains("who am I?");
    }

    @Test
    void anotherMachineIsToldWhatWasSaid() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when(Prompt.containing("who am I?")).reply("Ada.");
        codex.model().when("really?").reply("Yes.");
        CodexSessions here = codex.sessions(codex.client(), store);
        CodexSessions there = codex.sessions(codex.client("home", codex.inside("other-home").toString()), store);

        TurnResult first = resultOf(here.thread("user-42").run("my name is Ada"));
        TurnResult second = resultOf(there.thread("user-42").run("who am I?"));
        TurnResult third = resultOf(there.thread("user-42").run("really?"));

        assertThat(second.threadId()).isNotEqualTo(first.threadId());
        assertThat(second.continuedFrom()).contains(first.threadId());
        assertThat(second.finalResponse()).isEqualTo("Ada.");
        assertThat(third.threadId()).isEqualTo(second.threadId());
        assertThat(third.continuedFrom()).isEmpty();
        assertThat(conversation("really?")).contains("my name is Ada").contains("Hello Ada!");
        assertThat(transcript(here)).filteredOn(SessionThread.class::isInstance).map(SessionThread.class::cast)
                .map(SessionThread::continuedFrom).containsExactly(Optional.empty(),
                        Optional.of(first.threadId()));
        assertThat(texts(transcript(here))).containsExactly("my name is Ada", "Hello Ada!", "who am I?", "Ada.", "really?",
                "Yes.");
    }

    @Test
    void anotherMachineGoesOnWithWhatIsLeftOfTheBudget() {
        codex.model().when("one").reply("1");
        codex.model().when(Prompt.containing("two")).reply("2");
        CodexSessions here = codex.sessions(codex.client("budget.thread.turns", "2"), store);
        CodexSessions there = codex.sessions(
                codex.client("budget.thread.turns", "2", "home", codex.inside("other-home").toString()), store);

        resultOf(here.thread("user-42").run("one"));
        assertThat(resultOf(there.thread("user-42").run("two")).continuedFrom()).isPresent();

        assertThat(failureOf(there.thread("user-42").run("three"))).isInstanceOf(CodexBudgetExceededException.class);
    }

    @Test
    void streamSaysThatTheThreadStandsInForAnother() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when(Prompt.containing("again")).reply("Hi again!");
        String first = resultOf(codex.sessions(codex.client(), store).thread("user-42").run("hello")).threadId();
        CodexSessions there = codex.sessions(codex.client("home", codex.inside("other-home").toString()), store);

        List<TurnEvent> events = eventsOf(there.thread("user-42").runStreamed("again"));

        assertThat(events.get(0)).isInstanceOf(ThreadStarted.class);
        assertThat(events.get(1)).isEqualTo(new ThreadContinued(first));
        assertThat(Turns.eventsOf(events, ThreadStarted.class)).hasSize(1);
    }

    @Test
    void transcriptHasExactlyWhatWasSaidAndDone() {
        codex.model().when("look").then(Step.shell("echo seen")).reply("I saw it.").usage(100, 20);
        CodexSessions sessions = codex.sessions(codex.client(), store);

        TurnResult result = resultOf(sessions.thread("user-42").run("look"));

        List<SessionEntry> transcript = transcript(sessions);
        assertThat(transcript).extracting(SessionEntry::type).containsExactly("input", "thread", "item", "item", "outcome");
        assertThat(transcript).extracting(SessionEntry::sequence).containsExactly(0, 1, 2, 3, 4);
        assertThat(transcript).extracting(SessionEntry::turnId).containsOnly(transcript.get(0).turnId());
        assertThat(((SessionInput) transcript.get(0)).text()).isEqualTo("look");
        assertThat(((SessionThread) transcript.get(1)).threadId()).isEqualTo(result.threadId());
        assertThat(transcript.subList(2, 4)).extracting(entry -> ((SessionItem) entry).item())
                .isEqualTo(result.items());
        SessionOutcome outcome = (SessionOutcome) transcript.get(4);
        assertThat(outcome.status()).isEqualTo(Status.COMPLETED);
        assertThat(outcome.usage()).isEqualTo(result.usage());
    }

    @Test
    void whatSomebodyFailsATurnAtIsRecorded() {
        codex.model().when("look").then(Step.shell("echo seen")).reply("I saw it.");
        codex.observer(turn -> new TurnWatch() {

            @Override
            public Uni<Void> event(TurnEvent event) {
                return event instanceof ItemCompleted completed && completed.item() instanceof AgentMessage
                        ? Uni.createFrom().failure(new IllegalStateException("not this"))
                        : NO_WAIT;
            }
        });
        CodexSessions sessions = codex.sessions(codex.client(), store);

        assertThat(failureOf(sessions.thread("user-42").run("look"))).hasMessageContaining("not this");

        assertThat(transcript(sessions)).extracting(SessionEntry::type).containsExactly("input", "thread", "item", "item",
                "outcome");
        assertThat(texts(transcript(sessions))).containsExactly("look", "I saw it.");
        assertThat(outcomes(sessions)).extracting(SessionOutcome::status).containsExactly(Status.FAILED);
    }

    @Test
    void structuredAnswersAndHandlesAreTurnsOfTheSession() {
        codex.model().when("which city?").reply("{\"name\":\"Paris\"}");
        codex.model().when("go on").reply("Done.");
        CodexThread thread = codex.sessions(codex.client(), store).thread("user-42");

        assertThat(resultOf(thread.run("which city?", City.class))).isEqualTo(new City("Paris"));
        CodexTurn turn = resultOf(thread.start("go on"));
        List<TurnEvent> events = eventsOf(turn.events());

        assertThat(events).isNotEmpty();
        assertThat(resultOf(turn.result()).finalResponse()).isEqualTo("Done.");
        assertThat(conversation("go on")).contains("which city?");
    }

    @Test
    void failedTurnIsRecordedAsThatAndTheSessionGoesOn() {
        codex.model().when("break").fail(400);
        codex.model().when("next").reply("Here.");
        CodexSessions sessions = codex.sessions(codex.client(), store);

        Throwable failure = failureOf(sessions.thread("user-42").run("break"));
        TurnResult next = resultOf(sessions.thread("user-42").run("next"));

        assertThat(failure).isInstanceOf(CodexTurnFailedException.class);
        assertThat(next.finalResponse()).isEqualTo("Here.");
        SessionOutcome outcome = outcomes(sessions).get(0);
        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(outcome.failure()).contains("CodexTurnFailedException");
        assertThat(outcome.error()).hasValueSatisfying(error -> assertThat(error.message()).isNotBlank());
    }

    @Test
    void turnThatIsNotAllowedToBeginIsNotRecorded() {
        CodexSessions sessions = codex.sessions(codex.client("budget.client.turns", "0"), store);

        assertThat(failureOf(sessions.thread("user-42").run("hello"))).isInstanceOf(CodexBudgetExceededException.class);

        assertThat(transcript(sessions)).isEmpty();
        assertThat(resultOf(sessions.info("user-42"))).isEmpty();
        assertThat(resultOf(sessions.clear("user-42"))).isFalse();
    }

    @Test
    void interruptedTurnIsRecordedAsThat() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        codex.model().when("next").reply("Here.");
        CodexSessions sessions = codex.sessions(codex.client(), store);
        CodexTurn turn = resultOf(sessions.thread("user-42").start("go"));
        AssertSubscriber<TurnEvent> events = subscribe(turn.events(), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        resultOf(turn.interrupt());

        events.awaitCompletion(Turns.PATIENCE);
        assertThat(outcomes(sessions)).extracting(SessionOutcome::status).containsExactly(Status.INTERRUPTED);
        assertThat(resultOf(sessions.thread("user-42").run("next")).finalResponse()).isEqualTo("Here.");
    }

    @Test
    void cancelledTurnIsRecordedAsInterruptedAndFreesTheSession() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        codex.model().when("next").reply("Here.");
        CodexSessions sessions = codex.sessions(codex.client(), store);
        AssertSubscriber<TurnEvent> turn = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        turn.cancel();

        assertThat(resultOf(sessions.thread("user-42").run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(outcomes(sessions)).extracting(SessionOutcome::status).containsExactly(Status.INTERRUPTED,
                Status.COMPLETED);
        turn.assertNotTerminated();
    }

    @Test
    void turnThatTheApplicationsEndCutsOffIsRecordedAndFreesTheSession() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        CodexClient client = codex.client();
        CodexSessions sessions = codex.sessions(client, store);
        AssertSubscriber<TurnEvent> turn = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        CodexClient stopping = codex.client();
        AssertSubscriber<TurnEvent> second = subscribe(
                codex.sessions(stopping, store).thread("user-42").runStreamed("go"), Long.MAX_VALUE);

        ((CodexClientImpl) stopping).drain();
        second.awaitFailure(Turns.PATIENCE);
        assertThat(second.getFailure()).isInstanceOf(CodexShutdownException.class)
                .hasMessageContaining("application is stopping");
        turn.assertNotTerminated();

        codex.close(client);
        ((SessionsFactory.Closeable) sessions).close();

        CodexSessions others = codex.sessions(codex.client(), store, "lease.wait", "0");
        // On a machine with too much to do, it is not waited for.
        await().atMost(Turns.PATIENCE).untilAsserted(
                () -> assertThat(outcomes(others)).extracting(SessionOutcome::status).containsExactly(Status.INTERRUPTED));
        await().atMost(Turns.PATIENCE).ignoreExceptions().until(() -> resultOf(others.clear("user-42")));
        turn.awaitFailure(Turns.PATIENCE);
    }

    @Test
    void attemptsThatFailedAreToldFromTheLast() {
        codex.model().when("hello").reply("Half").drop().once();
        codex.model().when("hello").reply("Hi!");
        CodexSessions sessions = codex.sessions(codex.client("retry.max-retries", "2", "retry.delay", "10MS"), store);

        TurnResult result = resultOf(sessions.thread("user-42").run("hello"));

        assertThat(result.attempts()).isEqualTo(2);
        assertThat(transcript(sessions)).filteredOn(entry -> !(entry instanceof SessionThread))
                .extracting(SessionEntry::type).containsSubsequence("input", "retry", "item", "outcome").startsWith("input")
                .filteredOn("input"::equals).hasSize(1);
        assertThat(outcomes(sessions)).singleElement().extracting(SessionOutcome::status).isEqualTo(Status.COMPLETED);
        assertThat(resultOf(sessions.info("user-42")).orElseThrow().threadId()).contains(result.threadId());
    }

    @Test
    void secondTurnWaitsForTheFirst() {
        Gate gate = new Gate();
        codex.model().when("first").hold(gate).reply("1");
        codex.model().when("second").reply("2");
        CodexSessions one = codex.sessions(codex.client(), store);
        CodexSessions other = codex.sessions(codex.client(), store);
        AssertSubscriber<TurnEvent> first = subscribe(one.thread("user-42").runStreamed("first"), Long.MAX_VALUE);
        gate.awaitReached(Turns.PATIENCE);
        AssertSubscriber<TurnEvent> second = subscribe(other.thread("user-42").runStreamed("second"), Long.MAX_VALUE);
        assertThat(codex.model().requestsFor("second")).isEmpty();

        gate.open();

        first.awaitCompletion(Turns.PATIENCE);
        second.awaitCompletion(Turns.PATIENCE);
        assertThat(texts(transcript(one))).containsExactly("first", "1", "second", "2");
    }

    @Test
    void secondTurnFailsAtOnceWhereItIsNotToWait() {
        codex.model().when("go").stall();
        CodexSessions sessions = codex.sessions(codex.client(), store, "lease.wait", "0");
        AssertSubscriber<TurnEvent> first = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        assertThat(failureOf(sessions.thread("user-42").run("go"))).isInstanceOf(SessionBusyException.class)
                .hasMessageContaining("user-42").hasMessageContaining("quarkus.codex.session.lease.wait");
        assertThat(failureOf(sessions.clear("user-42"))).isInstanceOf(SessionBusyException.class);
        first.cancel();
    }

    @Test
    void turnThatWaitedAndWasCancelledLeavesNoLease() {
        codex.model().when("go").stall();
        codex.model().when("next").reply("Here.");
        CodexSessions sessions = codex.sessions(codex.client(), store);
        AssertSubscriber<TurnEvent> first = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);
        AssertSubscriber<TurnEvent> second = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);

        second.cancel();
        first.cancel();

        assertThat(resultOf(sessions.thread("user-42").run("next")).finalResponse()).isEqualTo("Here.");
    }

    @Test
    void turnThatWaitsAndIsInterruptedEndsInOrderAndLeavesNoLease() {
        codex.model().when("go").stall();
        codex.model().when("next").reply("Here.");
        CodexSessions sessions = codex.sessions(codex.client(), store);
        AssertSubscriber<TurnEvent> first = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);
        CodexTurn waiting = resultOf(sessions.thread("user-42").start(TurnInput.of("never")));
        AssertSubscriber<TurnEvent> second = subscribe(waiting.events(), Long.MAX_VALUE);

        resultOf(waiting.interrupt());

        second.awaitCompletion(Turns.PATIENCE);
        assertThat(second.getItems()).containsExactly(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
        assertThat(resultOf(waiting.result())).satisfies(result -> {
            assertThat(result.status()).isEqualTo(TurnStatus.INTERRUPTED);
            assertThat(result.threadId()).isEmpty();
            assertThat(result.items()).isEmpty();
            assertThatThrownBy(() -> result.as(City.class)).isInstanceOf(CodexStructuredOutputException.class)
                    .hasMessageContaining("interrupted");
        });
        first.cancel();
        assertThat(resultOf(sessions.thread("user-42").run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(texts(transcript(sessions))).containsExactly("go", "next", "Here.");
    }

    @Test
    void turnWhoseSessionIsTakenOverEndsAndWritesNothingMore() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        TakenOver taken = new TakenOver();
        CodexSessions sessions = codex.sessions(codex.client(), taken.store(), "lease.duration", "3S", "lease.renewal",
                "100MS");
        AssertSubscriber<TurnEvent> turn = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        taken.now = true;

        turn.awaitFailure(Turns.PATIENCE);
        assertThat(turn.getFailure()).isInstanceOf(SessionLostException.class).hasMessageContaining("user-42");
        Processes.awaitNone(codex.workspace().toString());
        assertThat(outcomes(sessions)).isEmpty();
    }

    @Test
    void turnOfADeadReplicaIsRecordedAsLost() {
        codex.model().when("next").reply("Here.");
        SessionKey key = new SessionKey(CodexClient.DEFAULT_NAME, "user-42");
        SessionLease lease = resultOf(store.acquire(key, Turns.PATIENCE)).orElseThrow();
        resultOf(store.append(lease, List.of(new SessionInput("of-the-dead", 0, Instant.now(), List.of())),
                Optional.empty()));
        resultOf(store.release(lease));
        CodexSessions sessions = codex.sessions(codex.client(), store);

        resultOf(sessions.thread("user-42").run("next"));

        assertThat(outcomes(sessions).get(0)).satisfies(outcome -> {
            assertThat(outcome.turnId()).isEqualTo("of-the-dead");
            assertThat(outcome.status()).isEqualTo(Status.LOST);
        });
    }

    @Test
    void secretsAndOutputsAreNotStored() {
        codex.model().when("my key is " + Codex.SECRET + " and sk-1234567890abcdefghijklmn").then(Step.shell("echo hidden"))
                .reply("Thanks for " + Codex.SECRET);
        SessionRedactor redactor = (key, entry) -> entry instanceof SessionItem item
                && item.item() instanceof AgentMessage message
                        ? new SessionItem(item.turnId(), item.sequence(), item.at(),
                                new AgentMessage(message.id(), message.text().replace("Thanks", "T.")))
                        : entry;
        CodexSessions sessions = codex.sessions(codex.client(), store, List.of(redactor), "store-command-outputs", "false");

        TurnResult result = resultOf(
                sessions.thread("user-42").run("my key is " + Codex.SECRET + " and sk-1234567890abcdefghijklmn"));

        assertThat(result.finalResponse()).isEqualTo("Thanks for " + Codex.SECRET);
        assertThat(texts(transcript(sessions))).containsExactly("my key is ***** and *****", "T. for *****");
        assertThat(transcript(sessions)).filteredOn(SessionItem.class::isInstance)
                .extracting(entry -> ((SessionItem) entry).item()).filteredOn(CommandExecution.class::isInstance)
                .extracting(item -> ((CommandExecution) item).aggregatedOutput()).containsExactly("[not stored]");
    }

    @Test
    void turnFailsWhereARedactorDoes() {
        codex.model().when("hello").reply("Hi!");
        CodexSessions sessions = codex.sessions(codex.client(), store, List.of((key, entry) -> {
            throw new IllegalStateException("cannot look");
        }));

        assertThat(failureOf(sessions.thread("user-42").run("hello"))).hasMessageContaining("redactor")
                .hasRootCauseMessage("cannot look");
        assertThat(transcript(sessions)).isEmpty();
    }

    @Test
    void turnThatARedactorEndsIsRecordedAsFailed() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("again").reply("Hi again!");
        List<SessionRedactor> redactors = List.of((key, entry) -> {
            if (entry instanceof SessionItem item && item.item() instanceof AgentMessage message
                    && message.text().equals("Hi!")) {
                throw new IllegalStateException("cannot look");
            }
            return entry;
        });
        CodexSessions sessions = codex.sessions(codex.client(), store, redactors);

        assertThat(failureOf(sessions.thread("user-42").run("hello"))).hasRootCauseMessage("cannot look");
        resultOf(sessions.thread("user-42").run("again"));

        assertThat(texts(transcript(sessions))).containsExactly("hello", "again", "Hi again!");
        assertThat(outcomes(sessions)).extracting(SessionOutcome::status).containsExactly(Status.FAILED, Status.COMPLETED);
        assertThat(outcomes(sessions).get(0).failure()).contains("SessionException");
    }

    @Test
    void turnEndsWhereTheStoreDoesNotAnswerAnyMore() {
        codex.model().when("go").then(Step.partialMessage("Wait")).stall();
        codex.model().when("next").reply("Here.");
        Unreachable unreachable = new Unreachable();
        CodexClient client = codex.client();
        CodexSessions sessions = codex.sessions(client, unreachable.store(), "lease.duration", "1S", "lease.wait", "0");
        AssertSubscriber<TurnEvent> turn = subscribe(sessions.thread("user-42").runStreamed("go"), Long.MAX_VALUE);
        codex.model().awaitStalled("go", Turns.PATIENCE);

        unreachable.now = true;

        turn.awaitFailure(Turns.PATIENCE);
        assertThat(turn.getFailure()).isInstanceOf(SessionLostException.class);
        Processes.awaitNone(codex.workspace().toString());
        assertThat(failureOf(sessions.thread("user-42").run("next"))).isInstanceOf(SessionException.class)
                .hasMessageContaining("did not answer within PT1S");
        assertThat(failureOf(sessions.clear("user-42"))).isInstanceOf(SessionException.class);
        unreachable.now = false;
        CodexSessions later = codex.sessions(client, store);
        assertThat(resultOf(later.thread("user-42").run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(outcomes(later)).extracting(SessionOutcome::status).containsExactly(Status.LOST, Status.COMPLETED);
    }

    @Test
    void turnWhoseStoreFailsForAMomentGoesOn() {
        codex.model().when("hello").reply("Hi!");
        Unreachable unreachable = new Unreachable();
        CodexSessions sessions = codex.sessions(codex.client(), unreachable.store());
        unreachable.failures.set(3);

        assertThat(resultOf(sessions.thread("user-42").run("hello")).finalResponse()).isEqualTo("Hi!");

        assertThat(texts(transcript(sessions))).containsExactly("hello", "Hi!");
        assertThat(unreachable.failures).hasNonPositiveValue();
    }

    @Test
    void turnWhoseStoreFailsForGoodFailsAndEnds() {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("again").reply("Hi again!");
        Unreachable unreachable = new Unreachable();
        CodexSessions sessions = codex.sessions(codex.client(), unreachable.store());
        unreachable.failures.set(Integer.MAX_VALUE);

        assertThat(failureOf(sessions.thread("user-42").run("hello"))).isInstanceOf(SessionException.class)
                .hasMessageContaining("not now");

        Processes.awaitNone(codex.workspace().toString());
        unreachable.failures.set(0);
        assertThat(resultOf(sessions.thread("user-42").run("again")).finalResponse()).isEqualTo("Hi again!");
        assertThat(texts(transcript(sessions))).containsExactly("again", "Hi again!");
    }

    @Test
    void clearedSessionBeginsAnew() {
        codex.model().when("hello").reply("Hi!");
        CodexSessions sessions = codex.sessions(codex.client(), store);
        String first = resultOf(sessions.thread("user-42").run("hello")).threadId();

        assertThat(resultOf(sessions.clear("user-42"))).isTrue();

        assertThat(transcript(sessions)).isEmpty();
        assertThat(resultOf(sessions.clear("user-42"))).isFalse();
        assertThat(resultOf(sessions.thread("user-42").run("hello")).threadId()).isNotEqualTo(first);
    }

    @Test
    void infoTellsOfTheSessionAndWhatWasNotedOfIt() {
        codex.model().when("hello").reply("Hi!");
        CodexSessions sessions = codex.sessions(codex.client(), store, "ttl", "1H");
        assertThat(resultOf(sessions.info("user-42"))).isEmpty();
        String thread = resultOf(sessions.thread("user-42").run("hello")).threadId();

        assertThat(resultOf(sessions.describe("user-42", Map.of("title", "Greetings")))).isTrue();

        assertThat(resultOf(sessions.info("user-42"))).hasValueSatisfying(info -> {
            assertThat(info.threadId()).contains(thread);
            assertThat(info.entries()).isEqualTo(4);
            assertThat(info.openTurn()).isEmpty();
            assertThat(info.attributes()).containsEntry("title", "Greetings");
            assertThat(info.expiresAt()).hasValueSatisfying(end -> assertThat(end).isAfter(info.updatedAt()));
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void sessionIsNotForgottenWhileItsTurnRuns() {
        codex.model().when("look").then(Step.shell("echo seen")).reply("I saw it.");
        List<Optional<Duration>> kept = new CopyOnWriteArrayList<>();
        SessionStore noting = (SessionStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { SessionStore.class }, (proxy, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        kept.add((Optional<Duration>) arguments[2]);
                    }
                    return method.invoke(store, arguments);
                });
        CodexSessions sessions = codex.sessions(codex.client(), noting, "ttl", "1M");

        resultOf(sessions.thread("user-42").run("look"));

        assertThat(kept).hasSizeGreaterThan(2).last().isEqualTo(Optional.of(Duration.ofMinutes(1)));
        assertThat(kept.subList(0, kept.size() - 1)).allSatisfy(
                ttl -> assertThat(ttl).hasValueSatisfying(time -> assertThat(time).isGreaterThan(Duration.ofDays(1))));
    }

    @Test
    void nothingHappensBeforeATurnIsSubscribedTo() {
        CodexSessions sessions = codex.sessions(codex.client(), store);

        Uni<TurnResult> turn = sessions.thread("user-42").run("hello");

        assertThat(turn).isNotNull();
        assertThat(resultOf(store.acquire(new SessionKey(CodexClient.DEFAULT_NAME, "user-42"), Turns.PATIENCE))).isPresent();
        await().until(() -> codex.model().requests().isEmpty());
    }

    /** A store whose leases are another's all of a sudden. */
    private final class TakenOver {

        private volatile boolean now;

        SessionStore store() {
            return (SessionStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] { SessionStore.class }, (proxy, method, arguments) -> {
                        if (now && method.getName().equals("renew")) {
                            return Uni.createFrom().item(false);
                        }
                        if (now && method.getName().equals("append")) {
                            return Uni.createFrom().failure(new SessionLostException("taken over"));
                        }
                        return method.invoke(store, arguments);
                    });
        }
    }

    /** A store that does not answer any more, or fails to store some times. */
    private final class Unreachable {

        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean now;

        SessionStore store() {
            return (SessionStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] { SessionStore.class }, (proxy, method, arguments) -> {
                        if (method.getName().equals("append")) {
                            // Asked anew for each subscription, as real ones are.
                            return Uni.createFrom().deferred(() -> now ? Uni.createFrom().nothing()
                                    : failures.getAndDecrement() > 0
                                            ? Uni.createFrom().failure(new SessionException("not now"))
                                            : append(arguments));
                        }
                        return now && method.getReturnType() == Uni.class ? Uni.createFrom().nothing()
                                : method.invoke(store, arguments);
                    });
        }

        @SuppressWarnings("unchecked")
        private Uni<Void> append(Object[] arguments) {
            return store.append((SessionLease) arguments[0], (List<SessionEntry>) arguments[1],
                    (Optional<Duration>) arguments[2]);
        }
    }

    private List<SessionEntry> transcript(CodexSessions sessions) {
        return sessions.transcript("user-42").collect().asList().await().atMost(Turns.PATIENCE);
    }

    private List<SessionOutcome> outcomes(CodexSessions sessions) {
        return transcript(sessions).stream().filter(SessionOutcome.class::isInstance).map(SessionOutcome.class::cast).toList();
    }

    private static List<String> texts(List<SessionEntry> transcript) {
        return transcript.stream().flatMap(entry -> entry instanceof SessionInput input
                ? Stream.of(input.text())
                : entry instanceof SessionItem item && item.item() instanceof AgentMessage message
                        ? Stream.of(message.text())
                        : Stream.empty())
                .toList();
    }

    private String conversation(String prompt) {
        return codex.model().requestsFor(prompt).get(0).json().toString();
    }
}
