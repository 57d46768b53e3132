package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkus.test.QuarkusUnitTest;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Looks at the environment by a shell")
class ExecTracingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TracedWork.application()
            .overrideRuntimeConfigKey("quarkus.codex.transport", "exec")
            .overrideRuntimeConfigKey("quarkus.codex.tools.exclude", "*");

    @Inject
    CodexClient codex;

    @Inject
    Tracer tracer;

    @Inject
    Spans spans;

    @Test
    void tellsCodexTheTurnsSpanByItsEnvironment() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        TurnResult result;
        try (Scope scope = caller.makeCurrent()) {
            result = codex.startThread().runAndAwait("environment");
        } finally {
            caller.end();
        }
        List<SpanData> trace = spans.inTrace(caller.getSpanContext().getTraceId());
        SpanData agent = TracedWork.named(trace, "invoke_agent codex");

        assertThat(result.items()).filteredOn(CommandExecution.class::isInstance).singleElement()
                .extracting(item -> ((CommandExecution) item).aggregatedOutput()).asString()
                .contains("00-" + agent.getTraceId() + "-" + agent.getSpanId() + "-01");
        assertThat(TracedWork.named(trace, "execute_tool shell").getParentSpanId()).isEqualTo(agent.getSpanId());
    }
}
