package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnResult;
import io.quarkus.test.QuarkusUnitTest;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Listens by a shell script")
class TracingTest {

    private static final Path WIRE = Path.of("target", "tracing.jsonl");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TracedWork.application().recordInput(WIRE);

    @Inject
    CodexClient codex;

    @Inject
    Tracer tracer;

    @Inject
    Spans spans;

    @Test
    void aTurnIsASpanWithItsToolsAndCommandsInIt() throws IOException {
        Span caller = tracer.spanBuilder("caller").startSpan();
        TurnResult result;
        try (Scope scope = caller.makeCurrent()) {
            result = codex.startThread().runAndAwait(TracedWork.PROMPT);
        } finally {
            caller.end();
        }
        List<SpanData> trace = spans.inTrace(caller.getSpanContext().getTraceId());

        SpanData agent = TracedWork.named(trace, "invoke_agent codex");
        assertThat(agent.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(text(agent, "gen_ai.operation.name")).isEqualTo("invoke_agent");
        assertThat(text(agent, "gen_ai.provider.name")).isEqualTo("openai");
        assertThat(text(agent, "gen_ai.request.model")).isEqualTo("gpt-5.5");
        assertThat(text(agent, "gen_ai.conversation.id")).isEqualTo(result.threadId());
        assertThat(text(agent, "codex.turn.outcome")).isEqualTo("completed");
        assertThat(agent.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens"))).isPositive();
        SpanData look = TracedWork.named(trace, "execute_tool look");
        assertThat(look.getParentSpanId()).isEqualTo(agent.getSpanId());
        assertThat(text(look, "gen_ai.tool.type")).isEqualTo("function");
        assertThat(TracedWork.named(trace, "inside").getParentSpanId()).isEqualTo(look.getSpanId());
        assertThat(TracedWork.named(trace, "later").getParentSpanId())
                .isEqualTo(TracedWork.named(trace, "execute_tool wait").getSpanId());
        SpanData command = TracedWork.named(trace, "execute_tool shell");
        assertThat(command.getParentSpanId()).isEqualTo(agent.getSpanId());
        assertThat(command.getAttributes().get(AttributeKey.longKey("process.exit.code"))).isZero();
        assertThat(trace.toString()).doesNotContain("canary");
        assertThat(Files.readAllLines(WIRE)).filteredOn(line -> line.contains("\"turn/start\"")).last().asString()
                .contains("00-" + agent.getTraceId() + "-" + agent.getSpanId());
    }

    @Test
    void aFailureIsTheSpansToo() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            assertThatThrownBy(() -> codex.startThread().runAndAwait("fail")).isInstanceOf(CodexTurnFailedException.class);
        } finally {
            caller.end();
        }
        SpanData agent = TracedWork.named(spans.inTrace(caller.getSpanContext().getTraceId()), "invoke_agent codex");

        assertThat(agent.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(agent, "error.type")).isEqualTo("other");
        assertThat(text(agent, "codex.turn.outcome")).isEqualTo("failed");
        assertThat(agent.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens"))).isEqualTo(1000);
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }
}
