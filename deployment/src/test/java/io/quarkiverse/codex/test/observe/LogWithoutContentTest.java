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

class LogWithoutContentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(
            model -> model.when("prompt-canary").shell("echo output-canary").reply("answer-canary"))
            .withApplicationRoot(jar -> jar.addClass(ScriptedApplication.class))
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.codex\".min-level", "TRACE")
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.codex\".level", "TRACE")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.codex"))
            .assertLogRecords(LogWithoutContentTest::check);

    @Inject
    CodexClient codex;

    private static void check(List<LogRecord> records) {
        assertThat(records).extracting(LogWithoutContentTest::text).noneMatch(text -> text.contains("canary"));
    }

    private static String text(LogRecord record) {
        String message = record.getMessage();
        return record.getLoggerName() + " "
                + (record.getParameters() == null ? message : String.format(message, record.getParameters()));
    }

    @Test
    void saysNothingOfWhatIsSaid() {
        codex.startThread().runAndAwait("prompt-canary");
    }
}
