package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Listens by a shell script")
class TraceContextTest {

    private static final Path WIRE = Path.of("target", "trace-context.jsonl");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("hello").reply("Hi!"))
            .recordInput(WIRE)
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.traces.exporter", "none")
            .overrideConfigKey("quarkus.codex.tracing.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.bulkhead.max-concurrent", "1");

    @Inject
    CodexClient codex;

    @Inject
    Tracer tracer;

    @Inject
    ObjectMapper mapper;

    @Test
    void isThatOfTheCallerWhoeverSubscribes() throws IOException {
        codex.startThread().run("hello").await().indefinitely();
        CodexThread thread = codex.startThread();
        Traced first = within("first", () -> thread.run("hello"));
        Traced second = within("second", () -> thread.run("hello"));
        Traced raw = within("raw", () -> codex.rpc().request("model/list", Map.of()));

        first.work().await().indefinitely();
        second.work().await().indefinitely();
        raw.work().await().indefinitely();
        Traced running = within("running", () -> codex.startThread().run("hello"));
        Traced queued = within("queued", () -> codex.startThread().run("hello"));
        Uni.combine().all().unis(running.work(), queued.work()).discardItems().await().indefinitely();

        // Which of the last two has to wait for the other is open.
        assertThat(sent("thread/start")).startsWith("", parent(first.span())).containsExactlyInAnyOrder("",
                parent(first.span()), parent(running.span()), parent(queued.span()));
        assertThat(sent("turn/start")).startsWith("", parent(first.span()), parent(second.span()))
                .containsExactlyInAnyOrder("", parent(first.span()), parent(second.span()), parent(running.span()),
                        parent(queued.span()));
        assertThat(sent("model/list")).containsExactly(parent(raw.span()));
        assertThat(sent("initialize")).containsExactly("");
    }

    private Traced within(String name, Supplier<Uni<?>> work) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            return new Traced(span.getSpanContext(), work.get());
        } finally {
            span.end();
        }
    }

    private record Traced(SpanContext span, Uni<?> work) {
    }

    private static String parent(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }

    private List<String> sent(String method) throws IOException {
        List<String> parents = new ArrayList<>();
        for (String line : Files.readAllLines(WIRE)) {
            JsonNode message = mapper.readTree(line);
            if (method.equals(message.path("method").asText())) {
                parents.add(message.path("trace").path("traceparent").asText());
            }
        }
        return parents;
    }
}
