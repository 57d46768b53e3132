package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.codex.CodexClient;
import io.quarkus.test.QuarkusUnitTest;

class TracedContentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TracedWork.application()
            .overrideRuntimeConfigKey("quarkus.codex.tracing.content", "true");

    @Inject
    CodexClient codex;

    @Inject
    Tracer tracer;

    @Inject
    Spans spans;

    @Test
    void isThereWhenItIsWanted() {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            codex.startThread().runAndAwait(TracedWork.PROMPT);
        } finally {
            caller.end();
        }
        List<SpanData> trace = spans.inTrace(caller.getSpanContext().getTraceId());

        assertThat(attributes(trace, "invoke_agent codex")).contains(TracedWork.PROMPT, TracedWork.ANSWER);
        assertThat(attributes(trace, "execute_tool look")).contains(TracedWork.ARGUMENT, TracedWork.RESULT);
        assertThat(attributes(trace, "execute_tool shell")).contains("echo " + TracedWork.OUTPUT);
    }

    private static String attributes(List<SpanData> trace, String name) {
        return TracedWork.named(trace, name).getAttributes().toString();
    }
}
