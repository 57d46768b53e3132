package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class LoggedContentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("prompt-canary").then(Step.toolCall("refuse", Map.of())).shell("echo output-canary")
                    .reply("answer-canary"))
            .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, Tools.class, Policy.class))
            .overrideRuntimeConfigKey("quarkus.codex.approval-policy", "untrusted")
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.codex\".min-level", "TRACE")
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.codex\".level", "TRACE")
            .overrideRuntimeConfigKey("quarkus.codex.log.content", "true")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.codex"))
            .assertLogRecords(LoggedContentTest::check);

    @Inject
    CodexClient codex;

    private static void check(List<LogRecord> records) {
        assertThat(records).filteredOn(record -> record.getLoggerName().equals("io.quarkiverse.codex.content"))
                .extracting(LoggedContentTest::text).anyMatch(text -> text.endsWith("Asked: prompt-canary"))
                .anyMatch(text -> text.contains("echo output-canary")).anyMatch(text -> text.contains("answer-canary"))
                .anyMatch(text -> text.endsWith("Progress of refuse: progress-canary"))
                .anyMatch(text -> text.contains("The tool refuse could not do it") && text.contains("refusal-canary"))
                .anyMatch(text -> text.contains("The failure of an approval policy") && text.contains("judgement-canary"));
    }

    private static String text(LogRecord record) {
        String message = record.getMessage();
        return record.getLoggerName() + " "
                + (record.getParameters() == null ? message : String.format(message, record.getParameters()))
                + (record.getThrown() == null ? "" : " " + record.getThrown());
    }

    @Test
    void isThereWhenItIsWanted() {
        codex.startThread().runAndAwait("prompt-canary");
    }

    static class Tools {

        @CodexTool(description = "Refuses")
        String refuse(ToolContext context) {
            context.progress("progress-canary");
            throw new ToolException("refusal-canary");
        }
    }

    @ApplicationScoped
    static class Policy implements ApprovalPolicy {

        @Override
        public Uni<ApprovalDecision> decide(ApprovalRequest request) {
            throw new IllegalStateException("judgement-canary");
        }
    }
}
