package io.quarkiverse.codex.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexStructuredOutputException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.smallrye.mutiny.Multi;

/** What a turn answers, as a type of the application, and what it took. */
class TurnAnswerTest {

    public record Answer(int number) {
    }

    private static final TurnEvent OPENED = new ThreadStarted("thread-1");

    private static TurnEvent says(String text) {
        return new ItemCompleted(new AgentMessage("item_0", text));
    }

    private static TurnCompleted completed(long input, long output) {
        return new TurnCompleted(TurnStatus.COMPLETED, null, new TokenUsage(input, 0, 0, output, 0));
    }

    @Test
    void aTypeWithoutASchemaIsRefusedForAnAnswerToo() {
        TurnResult result = CannedTransport.of(OPENED, says("{}"), completed(1, 1)).client().startThread().runAndAwait("hello");

        assertThatThrownBy(() -> result.as(Runnable.class)).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("Runnable");
        assertThatThrownBy(() -> result.as(null)).isInstanceOf(NullPointerException.class).hasMessage("type");
    }

    @Test
    void theTokensOfATurnAreTheDifference() {
        long[] total = { 0 };
        CodexClientImpl client = new CannedTransport(request -> {
            total[0] += 10;
            return Multi.createFrom().items(OPENED, completed(total[0], total[0] / 2));
        }).client();
        CodexThread thread = client.startThread();

        assertThat(thread.runAndAwait("1").usage().inputTokens()).isEqualTo(10);
        TurnResult second = client.resumeThread("thread-1").runAndAwait("2");
        assertThat(second.usage().inputTokens()).isEqualTo(10);
        assertThat(second.usage().outputTokens()).isEqualTo(5);
        assertThat(second.threadUsage().inputTokens()).isEqualTo(20);
        assertThat(client.resumeThread("thread-2").runAndAwait("3").usage().isKnown()).isFalse();
    }

    @Test
    void theTokensThatATransportCountsAreTaken() {
        TurnCompleted counted = new TurnCompleted(TurnStatus.COMPLETED, new TokenUsage(1, 0, 0, 2, 0), null);

        TurnResult result = CannedTransport.of(OPENED, counted).client().resumeThread("x").runAndAwait("1");

        assertThat(result.usage().totalTokens()).isEqualTo(3);
        assertThat(result.threadUsage().isKnown()).isFalse();
    }

    @Test
    void aTypedAnswerIsDecoded() {
        CannedTransport transport = CannedTransport.of(OPENED, says("{\"number\":42}"), completed(1, 1));

        assertThat(transport.client().startThread().run("?", Answer.class).await().indefinitely()).isEqualTo(new Answer(42));
        assertThat(transport.begun.get(0).outputSchema().orElseThrow().path("properties").has("number")).isTrue();
        assertThat(transport.client().startThread().runAndAwait("?").as(Answer.class)).isEqualTo(new Answer(42));
    }

    @Test
    void anAnswerThatDoesNotFitIsKept() {
        CodexThread thread = CannedTransport.of(OPENED, says("forty-two"), completed(1, 1)).client().startThread();

        assertThatThrownBy(() -> thread.run("?", Answer.class).await().indefinitely())
                .isInstanceOfSatisfying(CodexStructuredOutputException.class, e -> {
                    assertThat(e.rawText()).isEqualTo("forty-two");
                    assertThat(e.violations()).isNotEmpty();
                    assertThat(e.result().threadId()).isEqualTo("thread-1");
                }).hasMessageStartingWith("The final answer is not the JSON that was asked for: ")
                .hasMessageNotContaining("forty-two");
    }

    @Test
    void schemasThatWillNotDoAreRefused() {
        CannedTransport transport = CannedTransport.of();
        CodexThread thread = transport.client().startThread();
        TurnOptions schema = TurnOptions.builder().outputSchema(JsonNodeFactory.instance.objectNode().put("type", "object"))
                .build();
        Supplier<?>[] turns = { () -> thread.run("?", schema).await().indefinitely(),
                () -> thread.runStreamed("?", schema).collect().asList().await().indefinitely(),
                () -> thread.start(TurnInput.of("?"), schema).await().indefinitely() };

        for (Supplier<?> turn : turns) {
            assertThatThrownBy(turn::get).isExactlyInstanceOf(CodexConfigurationException.class)
                    .hasMessageStartingWith("The output schema of the turn will not do: ");
        }
        assertThatThrownBy(() -> thread.run(TurnInput.of("?"), Answer.class, schema).await().indefinitely())
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessageStartingWith("Both a type and an output schema were given for one turn");
        assertThatThrownBy(() -> thread.run("?", Object.class).await().indefinitely())
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessageStartingWith("No output schema can be made of java.lang.Object: ");
        assertThat(transport.begun).isEmpty();
    }
}
