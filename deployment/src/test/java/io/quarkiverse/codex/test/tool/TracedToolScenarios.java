package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Tools in spans, on whatever transport.
 */
abstract class TracedToolScenarios {

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            for (String tool : List.of("untraced", "traced", "tracedLater")) {
                model.when(tool).then(transport.call(tool, Map.of())).reply("Done.");
            }
        }, TracedToolScenarios.class, Tools.class, Called.class)
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
                .overrideConfigKey("quarkus.otel.traces.exporter", "none")
                // Else there is a span of the call between the two.
                .overrideConfigKey("quarkus.codex.tracing.enabled", "false");
    }

    static class Tools {

        @CodexTool(description = "Tells the span")
        String untraced() {
            return span();
        }

        @CodexTool(description = "Tells the span")
        @WithSpan
        String traced() {
            return span();
        }

        @CodexTool(description = "Tells the span")
        @WithSpan
        Uni<String> tracedLater() {
            return Uni.createFrom().item(Tools::span);
        }

        private static String span() {
            SpanContext span = Span.current().getSpanContext();
            return span.getTraceId() + " " + span.getSpanId();
        }
    }

    @Inject
    CodexClient codex;

    @Inject
    Tracer tracer;

    @Test
    void isInTheSpanOfWhoeverBeganTheTurn() {
        Called called = call("untraced");

        assertThat(called.traceId()).isEqualTo(called.caller().getTraceId());
        assertThat(called.spanId()).isEqualTo(called.caller().getSpanId());
    }

    @Test
    void hasASpanOfItsOwnInThatTrace() {
        for (String tool : List.of("traced", "tracedLater")) {
            Called called = call(tool);

            assertThat(called.traceId()).as(tool).isEqualTo(called.caller().getTraceId());
            assertThat(called.spanId()).as(tool).isNotEqualTo(called.caller().getSpanId()).hasSize(16);
        }
    }

    private Called call(String tool) {
        Span span = tracer.spanBuilder("caller of " + tool).startSpan();
        try (Scope scope = span.makeCurrent()) {
            List<ToolAnswer> answers = ToolAnswer.of(codex.startThread().runAndAwait(tool));
            assertThat(answers).hasSize(1);
            String[] ids = answers.get(0).text().split(" ");
            return new Called(span.getSpanContext(), ids[0], ids[1]);
        } finally {
            span.end();
        }
    }

    private record Called(SpanContext caller, String traceId, String spanId) {
    }
}
