package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.smallrye.mutiny.Uni;

/** An application whose spans are kept, and which has something to say that not everybody is to see. */
final class TracedWork {

    static final String PROMPT = "prompt-canary";
    static final String ARGUMENT = "argument-canary";
    static final String RESULT = "result-canary";
    static final String OUTPUT = "output-canary";
    static final String ANSWER = "answer-canary";

    private TracedWork() {
    }

    static ScriptedApplication application() {
        ScriptedApplication application = new ScriptedApplication(model -> {
            model.when(PROMPT).then(Step.toolCall("look", Map.of("up", ARGUMENT)))
                    .then(Step.toolCall("wait", Map.of())).shell("echo " + OUTPUT).usage(1000, 50).reply(ANSWER);
            model.when("fail").usage(1000, 50).then(Step.toolCall("wait", Map.of())).fail(400);
            model.when("environment").shell("printenv TRACEPARENT").reply("done");
        });
        application.setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
                .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, TracedWork.class,
                        Spans.class, Tools.class))
                .overrideConfigKey("quarkus.otel.traces.exporter", "none");
        return application;
    }

    static SpanData named(List<SpanData> trace, String name) {
        assertThat(trace).extracting(SpanData::getName).containsOnlyOnce(name);
        return trace.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    static class Tools {

        @Inject
        Tracer tracer;

        @CodexTool(description = "Looks something up")
        String look(@ToolArg(description = "what") String up) {
            span("inside");
            return RESULT;
        }

        @CodexTool(name = "wait", description = "Takes a while")
        Uni<String> takeAWhile() {
            return Uni.createFrom().item(() -> {
                span("later");
                return RESULT;
            });
        }

        private void span(String name) {
            Span span = tracer.spanBuilder(name).startSpan();
            span.end();
        }
    }
}
