package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;

/** codex is tried out with the application, where it is started with it. */
class EagerStartWithHooksTest {

    private static final String PROBE = "io.quarkiverse.codex.runtime.probe";

    @RegisterExtension
    static final ScriptedApplication APPLICATION = application();

    @Inject
    CodexClient codex;

    @Inject
    ProbedHookBeans beans;

    private static ScriptedApplication application() {
        ScriptedApplication application = McpApplication.create(model -> {
        }, ProbedHookBeans.class);
        application.overrideRuntimeConfigKey("quarkus.codex.transport", "app-server");
        application.overrideRuntimeConfigKey("quarkus.codex.app-server.eager-start", "true");
        application.overrideRuntimeConfigKey("quarkus.codex.app-server.idle-timeout", "1S");
        application.overrideRuntimeConfigKey("quarkus.log.category.\"" + PROBE + "\".level", "DEBUG");
        application.setLogRecordPredicate(record -> record.getLoggerName().startsWith(PROBE));
        application.assertLogRecords(records -> assertThat(records).extracting(record -> record.getMessage())
                .filteredOn(message -> message.contains("tried out")).hasSize(1));
        return application;
    }

    @Test
    void leavesNothingInTheServer() {
        assertThat(codex.rpc().request("thread/loaded/list", Map.of()).await().indefinitely().path("data")).isEmpty();
        assertThat(codex.threads().list().collect().asList().await().indefinitely()).isEmpty();
        assertThat(beans.seen).isEmpty();
        // It would stay for a thread that is only in its memory.
        await().untilAsserted(() -> assertThat(CodexProcesses.codexes()).isEmpty());
    }
}
