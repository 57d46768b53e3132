package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.Failure;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A key and a prompt that are to be seen nowhere but where they belong, and everything that could tell them: the arguments of
 * processes, logs, exceptions, health, metrics and traces, of turns that go well and of turns that do not.
 */
abstract class AbstractCanaryTest {

    private static final String KEY = "sk-canary-0123456789abcdef";
    private static final String TOKEN = "canary-token-0123456789abcdef";
    private static final String PROMPT = "the canary has a secret plan";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("misconfigured")
    CodexClient misconfigured;

    @Inject
    @CodexClientName("missing")
    CodexClient missing;

    @Inject
    MeterRegistry registry;

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    Spans spans;

    private final List<String> told = new CopyOnWriteArrayList<>();

    static QuarkusUnitTest application(String transport, Consumer<List<LogRecord>> check) {
        QuarkusUnitTest application = new ScriptedApplication(model -> {
            model.when(PROMPT).reply("Done.");
            model.when(PROMPT + ": work").shell("sleep 86400").reply("Never.");
            model.when(PROMPT + ": tools").then(Step.toolCall("read", Map.of("plan", Map.of("name", PROMPT))))
                    .then(Step.toolCall("refuse", Map.of("plan", PROMPT)))
                    .applyPatch("*** Begin Patch\n*** Add File: canary.txt\n+" + PROMPT + "\n*** End Patch")
                    .shell("echo '" + PROMPT + "'").reply(PROMPT + ": done");
            model.when(PROMPT + ": 401").then(Failure.httpError(401, "Incorrect API key provided: " + KEY));
            model.when(PROMPT + ": 500").fail(500);
            model.when(PROMPT + ": drop").drop();
            model.when(PROMPT + ": wait").stall();
        }, "misconfigured", "missing");
        application.setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion()),
                Dependency.of("io.quarkus", "quarkus-micrometer", Version.getVersion())))
                .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, Spans.class, Registry.class,
                        Tools.class, Plan.class, AbstractCanaryTest.class))
                .overrideConfigKey("quarkus.otel.traces.exporter", "none")
                .overrideConfigKey("quarkus.codex.\"missing\".transport", transport)
                .overrideConfigKey("quarkus.codex.\"misconfigured\".transport", transport)
                .overrideRuntimeConfigKey("quarkus.codex.transport", transport)
                .overrideRuntimeConfigKey("quarkus.codex.retry.max-retries", "0")
                .overrideRuntimeConfigKey("quarkus.log.level", "DEBUG")
                .setLogRecordPredicate(record -> true)
                .assertLogRecords(check);
        for (String prefix : List.of("quarkus.codex.", "quarkus.codex.\"misconfigured\".", "quarkus.codex.\"missing\".")) {
            application.overrideRuntimeConfigKey(prefix + "api-key", KEY)
                    .overrideRuntimeConfigKey(prefix + "env.\"CANARY_TOKEN\"", TOKEN);
        }
        return application.overrideRuntimeConfigKey("quarkus.codex.\"misconfigured\".config.\"model_verbosity\"", KEY)
                .overrideRuntimeConfigKey("quarkus.codex.\"missing\".working-directory", "/nowhere/at/all");
    }

    static void checkLog(List<LogRecord> records) {
        assertThat(records).extracting(record -> record.getLevel().getName()).contains("DEBUG");
        check(records.stream().map(AbstractCanaryTest::text).toList());
    }

    private static String text(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        StringBuilder text = new StringBuilder(record.getLoggerName()).append(' ').append(message);
        if (record.getParameters() != null) {
            for (Object parameter : record.getParameters()) {
                text.append(' ').append(parameter);
            }
        }
        return record.getThrown() == null ? text.toString() : text.append(trace(record.getThrown())).toString();
    }

    /** Whether it has been logged that a tool, an argument or an approval came to grief, though not with which words. */
    static void checkParticipation(List<LogRecord> records) {
        checkLog(records);
        List<String> texts = records.stream().map(AbstractCanaryTest::text).toList();
        for (String accident : List.of("The argument %s cannot be read", "could not do it", "an approval policy failed")) {
            assertThat(texts).anyMatch(text -> text.contains(accident));
        }
    }

    private static void check(List<String> texts) {
        assertThat(texts).isNotEmpty().noneMatch(text -> text.contains(KEY)).noneMatch(text -> text.contains(TOKEN))
                .noneMatch(text -> text.contains(PROMPT));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace + " " + failure;
    }

    @AfterEach
    void nobodyTellsThem() {
        told.add(health.getHealth().getPayload().toString());
        for (Meter meter : registry.getMeters()) {
            told.add(meter.getId().toString());
        }
        for (SpanData span : spans.all()) {
            told.add(span.getName() + span.getAttributes() + span.getStatus());
            for (EventData event : span.getEvents()) {
                told.add(event.getName() + event.getAttributes());
            }
        }
        check(told);
    }

    @Test
    void ofATurnThatGoesWell() {
        CodexTurn turn = codex.startThread().start(TurnInput.of(PROMPT), TurnOptions.NONE).await().atMost(PATIENCE);
        told.add(turn.result().await().atMost(PATIENCE).toString());
        told.add(turn.toString());
        told.add(codex.toString());
        assertThat(spans.all()).isNotEmpty();
    }

    @Test
    void ofATurnThatTheApplicationTakesPartIn() {
        codex.startThread(participation()).runAndAwait(PROMPT + ": tools");
        assertThat(spans.all()).isNotEmpty();
    }

    /** What there is on the transport. */
    ThreadOptions participation() {
        return ThreadOptions.NONE;
    }

    /** Says what it is asked about. */
    static Uni<ApprovalDecision> cannotJudge(ApprovalRequest request) {
        throw new IllegalStateException("cannot judge " + request.origin().raw() + PROMPT);
    }

    @Test
    void ofTurnsThatFail() {
        for (String prompt : List.of(": 401", ": 500", ": drop")) {
            assertThatThrownBy(() -> codex.startThread().runAndAwait(PROMPT + prompt)).satisfies(this::tell)
                    .isInstanceOf(CodexTurnFailedException.class);
        }
        assertThat(told).anyMatch(text -> text.contains("Incorrect API key provided"));
    }

    @Test
    void ofATurnThatTakesTooLong() {
        tell(catchThrowable(() -> codex.startThread().run(TurnInput.of(PROMPT + ": wait"),
                TurnOptions.builder().timeout(Duration.ofSeconds(2)).build()).await().atMost(PATIENCE)));
        assertThat(told).anyMatch(text -> text.contains("CodexTimeoutException"));
    }

    @Test
    void ofTurnsThatCannotBegin() {
        for (CodexClient client : List.of(misconfigured, missing)) {
            assertThatThrownBy(() -> client.startThread().runAndAwait(PROMPT)).satisfies(this::tell)
                    .isInstanceOf(CodexException.class);
        }
    }

    @Test
    void ofATurnWhoseProcessIsKilled() throws Exception {
        assertThatThrownBy(() -> whileItRuns(() -> processes().forEach(ProcessHandle::destroyForcibly)))
                .satisfies(failure -> tell(failure.getCause())).hasCauseInstanceOf(CodexException.class);
    }

    @Test
    void byTheArgumentsOfAnyProcess() {
        List<String> arguments = new ArrayList<>();
        tell(catchThrowable(() -> whileItRuns(() -> {
            processes().forEach(process -> arguments.add(read(process, "cmdline")));
            ProcessHandle.allProcesses().forEach(process -> told.add(read(process, "cmdline")));
            processes().forEach(ProcessHandle::destroy);
        })));
        assertThat(arguments).anyMatch(line -> line.contains("codex"));
    }

    private void tell(Throwable failure) {
        told.add(trace(failure));
    }

    /** Until the turn has ended, as it must. */
    private void whileItRuns(Runnable look) throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Cancellable turn = codex.startThread().runStreamed(PROMPT + ": work").subscribe().with(event -> {
            if (event instanceof ItemStarted started && started.item() instanceof CommandExecution) {
                look.run();
            }
        }, end::completeExceptionally, () -> end.complete(null));
        try {
            end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            turn.cancel();
        }
    }

    private static List<ProcessHandle> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
            return all.toList();
        }
    }

    private static String read(ProcessHandle process, String name) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), name), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    static class Tools {

        @CodexTool(description = "Reads a plan")
        String read(Plan plan) {
            return "nothing";
        }

        @CodexTool(description = "Refuses a plan")
        String refuse(String plan, ToolContext context) {
            context.progress("looking at " + plan);
            throw new ToolException("no " + plan);
        }
    }

    /** Nothing in its schema says that it takes no name. */
    record Plan(String name) {

        Plan {
            throw new IllegalArgumentException("no plan is called " + name);
        }
    }

    @ApplicationScoped
    static class Registry {

        @Produces
        @Singleton
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
