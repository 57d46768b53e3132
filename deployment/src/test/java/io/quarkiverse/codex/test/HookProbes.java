package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.smallrye.mutiny.Uni;

/** codex is tried out before its first turn, and nobody notices. */
abstract class HookProbes {

    private static final String PROBE = "io.quarkiverse.codex.runtime.probe";

    @Inject
    CodexClient codex;

    @Inject
    ProbedHookBeans beans;

    @ConfigProperty(name = "quarkus.codex.home")
    Path home;

    @ConfigProperty(name = "quarkus.codex.transport")
    String transport;

    static ScriptedApplication on(String transport) {
        ScriptedApplication application = McpApplication.create(HookProbes::script, HookProbes.class, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", transport);
        application.overrideRuntimeConfigKey("quarkus.log.category.\"" + PROBE + "\".level", "DEBUG");
        application.setLogRecordPredicate(record -> record.getLoggerName().startsWith(PROBE));
        application.assertLogRecords(records -> assertThat(records).extracting(record -> record.getMessage())
                .filteredOn(message -> message.contains("tried out")).hasSize(1));
        return application;
    }

    private static void script(ScriptedModel model) {
        model.when("hello").then(shell("ls")).reply("Hi!");
    }

    @Test
    void isMadeOnceAndUnseen() throws IOException {
        List<Uni<TurnResult>> first = IntStream.range(0, 3).mapToObj(i -> codex.startThread().run("hello")).toList();

        List<TurnResult> results = Uni.join().all(first).andFailFast().await().indefinitely();

        assertThat(results).extracting(TurnResult::finalResponse).containsExactly("Hi!", "Hi!", "Hi!");
        assertThat(beans.seen).hasSize(15).filteredOn("prompt hello"::equals).hasSize(3);
        assertThat(beans.seen).allMatch(List.of("start", "prompt hello", "before ls", "after ls", "stop")::contains);
        // Those of other builds go away by themselves.
        await().untilAsserted(() -> assertThat(temporaryFiles()).noneMatch(name -> name.startsWith("codex-probe-")));
        try (Stream<Path> rollouts = Files.walk(home.resolve("sessions"))) {
            assertThat(rollouts.filter(Files::isRegularFile)).hasSize(3);
        }
        assertThat(CodexProcesses.codexes()).hasSize(transport.equals("exec") ? 0 : 1);
    }

    private static List<String> temporaryFiles() throws IOException {
        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return temporary.map(file -> file.getFileName().toString()).toList();
        }
    }
}
