package io.quarkiverse.codex.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkus.test.QuarkusUnitTest;

class LoggedContentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("prompt-canary").shell("echo output-canary").reply("answer-canary"))
            .withApplicationRoot(jar -> jar.addClass(ScriptedApplication.class))
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
                .anyMatch(text -> text.contains("echo output-canary")).anyMatch(text -> text.contains("answer-canary"));
    }

    private static String text(LogRecord record) {
        String message = record.getMessage();
        return record.getLoggerName() + " "
                + (record.getParameters() == null ? message : String.format(message, record.getParameters()));
    }

    @Test
    void isThereWhenItIsWanted() {
        codex.startThread().runAndAwait("prompt-canary");
    }
}
