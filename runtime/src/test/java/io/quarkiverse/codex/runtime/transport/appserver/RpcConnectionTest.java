package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

class RpcConnectionTest implements RpcConnection.Peer {

    private static final Duration TIMEOUT = Turns.REQUEST_TIMEOUT;
    private static final int MOST = 2;

    private final FakeServer server = new FakeServer();
    private final ManualTimer timer = new ManualTimer();
    private final RpcConnection connection = new RpcConnection(server, timer, Turns.settings(Turns.GRACE, MOST), this);
    private final List<Optional<JsonNode>> late = new ArrayList<>();
    private UniEmitter<? super JsonNode> question;
    private boolean withdrawn;
    private String missed;
    private CodexException gone;

    RpcConnectionTest() {
        connection.open();
    }

    private List<String> methods() {
        return server.sent.stream().filter(RpcMessage.Request.class::isInstance)
                .map(message -> ((RpcMessage.Request) message).method()).toList();
    }

    private UniAssertSubscriber<JsonNode> ask(String method) {
        return connection.request(method, null, null, late::add).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void aRequestGetsItsAnswer() {
        UniAssertSubscriber<JsonNode> first = ask("one");
        UniAssertSubscriber<JsonNode> second = ask("two");

        server.answer("two", "2");
        server.answer("one", "1");

        assertThat(first.awaitItem().getItem().asInt()).isEqualTo(1);
        assertThat(second.awaitItem().getItem().asInt()).isEqualTo(2);
    }

    @Test
    void aRefusalTellsNoSecret() {
        UniAssertSubscriber<JsonNode> request = ask("one");

        server.refuse("one", -32600, "not with sk-not-to-be-seen");

        request.assertFailedWith(CodexRequestException.class);
        assertThat(request.getFailure().getMessage()).startsWith("codex refused one: not with ")
                .doesNotContain("sk-not-to-be-seen");
    }

    @Test
    void anAnswerThatCameTooLateIsHeardOf() {
        UniAssertSubscriber<JsonNode> request = ask("one");
        UniAssertSubscriber<JsonNode> other = ask("two");
        timer.advance(TIMEOUT);
        request.assertFailedWith(CodexTimeoutException.class);
        other.assertFailedWith(CodexTimeoutException.class);

        server.answer("one", "1");
        server.refuse("two", -32600, "no");

        assertThat(late).containsExactly(Optional.of(JsonNodeFactory.instance.numberNode(1)), Optional.empty());
    }

    @Test
    void requestsBeyondTheLimitWaitForTheirTurnInOrder() {
        ask("one");
        ask("two");
        UniAssertSubscriber<JsonNode> third = ask("three");
        UniAssertSubscriber<JsonNode> fourth = ask("four");
        assertThat(methods()).containsExactly("one", "two");

        server.answer("two", "2");
        assertThat(methods()).containsExactly("one", "two", "three");
        server.answer("three", "3");

        third.assertItem(JsonNodeFactory.instance.numberNode(3));
        assertThat(methods()).containsExactly("one", "two", "three", "four");
        server.answer("four", "4");
        fourth.assertItem(JsonNodeFactory.instance.numberNode(4));
    }

    @Test
    void requestThatIsGivenUpBeforeItsTurnIsNeverSent() {
        ask("one");
        ask("two");
        ask("three").cancel();
        ask("four");

        server.answer("one", "1");
        server.answer("two", "2");

        assertThat(methods()).containsExactly("one", "two", "four");
    }

    @Test
    void requestsWhoseTimeIsOverMakeRoom() {
        ask("one");
        ask("two");
        timer.advance(TIMEOUT.dividedBy(2));
        UniAssertSubscriber<JsonNode> third = ask("three");

        timer.advance(TIMEOUT.dividedBy(2));
        server.answer("three", "3");

        third.awaitItem();
    }

    @Test
    void requestsThatWaitAreLimited() {
        for (int request = 0; request < MOST + 16 * MOST; request++) {
            ask("one").assertNotTerminated();
        }

        ask("two").assertFailedWith(CodexOverloadedException.class, "quarkus.codex.\"test\".app-server.max-requests");
        server.answer("one", "1");
        ask("two").assertNotTerminated();
    }

    @Test
    void requestsThatWaitHearOfTheEnd() {
        ask("one");
        ask("two");
        UniAssertSubscriber<JsonNode> third = ask("three");

        server.lose(new CodexException("gone"));

        third.assertFailedWith(CodexException.class, "gone");
    }

    @Test
    void answerThatIsTooLongFailsItsRequestAlone() {
        UniAssertSubscriber<JsonNode> request = ask("one");
        UniAssertSubscriber<JsonNode> other = ask("two");

        connection.received(new RpcMessage.Oversized(RpcId.of(1), null, null, null, 1 << 20));

        request.assertFailedWith(CodexProtocolException.class, "quarkus.codex.\"test\".app-server.max-message-size");
        server.answer("two", "2");
        other.awaitItem();
        assertThat(gone).isNull();
    }

    @Test
    void questionThatIsTooLongIsRefused() {
        connection.received(new RpcMessage.Oversized(RpcId.of("q"), "broken politely", null, null, 1 << 20));
        connection.received(new RpcMessage.Oversized(RpcId.of("r"), "question", null, null, 1 << 20));

        assertThat(server.result("q").asText()).isEqualTo("no");
        assertThat(server.reply("r")).isInstanceOf(RpcMessage.ErrorResponse.class);
    }

    @Test
    void notificationThatIsTooLongIsMissed() {
        connection.received(new RpcMessage.Oversized(null, "item/completed", "thread", "turn", 1 << 20));

        assertThat(missed).isEqualTo("thread");
        assertThat(gone).isNull();
    }

    @Test
    void allRequestsHearOfTheEnd() {
        UniAssertSubscriber<JsonNode> request = ask("one");

        server.lose(new CodexException("gone"));

        request.assertFailedWith(CodexException.class, "gone");
        ask("two").assertFailedWith(CodexException.class, "gone");
        assertThat(gone).hasMessage("gone");
    }

    @Test
    void whoSaysNothingAnyMoreIsGivenUp() {
        ask("one");
        timer.advance(TIMEOUT);
        assertThat(methods()).containsExactly("one", SignsOfLife.QUESTION);
        assertThat(gone).isNull();

        timer.advance(TIMEOUT);

        assertThat(gone).hasMessage("given up");
    }

    @Test
    void whoDoesNotAnswerButAsksIsBusy() {
        ask("one").assertNotTerminated();
        server.ask("q", "question", "{}");

        timer.advance(TIMEOUT.multipliedBy(2));

        assertThat(methods()).containsExactly("one");
        assertThat(gone).isNull();
    }

    @Test
    void whoAnswersTheEasyQuestionIsBusy() {
        ask("one");
        timer.advance(TIMEOUT);
        server.answer(SignsOfLife.QUESTION, "{}");

        timer.advance(TIMEOUT.multipliedBy(2));

        assertThat(gone).isNull();
    }

    @Test

    void whatCannotBeSentWhileTheConnectionIsClosedIsNotTriedAgain() {
        server.readsNothing = true;
        ask("one").assertFailedWith(CodexOverloadedException.class);
        server.closesLater = true;

        connection.close();

        assertThat(ask("two").getFailure()).isExactlyInstanceOf(CodexException.class).hasMessageContaining("being closed");
    }

    @Test
    void aQuestionIsAnswered() {
        server.ask("q", "question", "{}");

        question.complete(JsonNodeFactory.instance.numberNode(1));

        assertThat(server.result("q").asInt()).isEqualTo(1);
    }

    @Test
    void aQuestionThatCannotBeHandledIsRefused() {
        server.ask("q", "broken", "{}");

        assertThat(server.reply("q")).isInstanceOf(RpcMessage.ErrorResponse.class);
    }

    @Test
    void aQuestionThatMustNotBeRefusedByAnErrorIsDeclined() {
        server.ask("q", "broken politely", "{}");

        assertThat(server.result("q").asText()).isEqualTo("no");
    }

    @Test
    void aQuestionThatNobodyKnowsIsRefused() {
        server.ask("q", "unknown", "{}");

        assertThat(server.reply("q")).isInstanceOfSatisfying(RpcMessage.ErrorResponse.class,
                error -> assertThat(error.code()).isEqualTo(-32601));
    }

    @Test
    void whoDoesNotReadItsAnswersIsEnded() {
        server.ask("q", "question", "{}");
        server.readsNothing = true;

        question.complete(JsonNodeFactory.instance.numberNode(1));

        assertThat(gone).isNotNull();
    }

    @Test
    void aWithdrawnQuestionNeedsNoAnswer() {
        server.ask("q", "question", "{}");

        connection.withdraw(RpcId.of("q"));

        assertThat(withdrawn).isTrue();
        question.complete(JsonNodeFactory.instance.numberNode(1));
        assertThat(server.reply("q")).isNull();
    }

    @Override
    public void notified(RpcMessage.Notification notification) {
        throw new AssertionError("Nothing is told here");
    }

    @Override
    public void missed(RpcMessage.Oversized message, CodexException why) {
        missed = message.threadId();
    }

    @Override
    public Uni<JsonNode> asked(RpcMessage.Request request) {
        if (request.method().startsWith("broken")) {
            throw new IllegalStateException("I am broken");
        }
        return !request.method().equals("question") ? null
                : Uni.createFrom().<JsonNode> emitter(emitter -> question = emitter).onCancellation()
                        .invoke(() -> withdrawn = true);
    }

    @Override
    public JsonNode refusal(String method) {
        return method.equals("broken politely") ? JsonNodeFactory.instance.textNode("no") : null;
    }

    @Override
    public void gone(CodexException why) {
        gone = why;
    }
}
