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
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

class RpcConnectionTest implements RpcConnection.Peer {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeServer server = new FakeServer();
    private final ManualTimer timer = new ManualTimer();
    private final RpcConnection connection = new RpcConnection(server, timer, TIMEOUT, 2,
            new Secrets(List.of("sk-not-to-be-seen")), this);
    private final List<Optional<JsonNode>> late = new ArrayList<>();
    private UniEmitter<? super JsonNode> question;
    private boolean withdrawn;
    private CodexException gone;

    RpcConnectionTest() {
        connection.open();
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
    void requestsAreLimited() {
        ask("one");
        ask("two");

        ask("three").assertFailedWith(CodexOverloadedException.class, "max-requests");
        server.answer("one", "1");
        ask("three").assertNotTerminated();
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
