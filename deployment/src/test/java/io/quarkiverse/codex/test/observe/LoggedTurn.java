package io.quarkiverse.codex.test.observe;

import java.util.List;
import java.util.function.Consumer;
import java.util.logging.LogRecord;

import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkus.test.QuarkusUnitTest;

/** A turn that has canaries in all that is said and done in it, in an application that logs whatever it can. */
final class LoggedTurn {

    static final String PROMPT = "prompt-canary";

    private LoggedTurn() {
    }

    /** @param check looks in the end at what was logged: lines that begin with the name of the logger */
    static QuarkusUnitTest application(Consumer<List<String>> check) {
        return new ScriptedApplication(model -> model.when(PROMPT).shell("echo output-canary").reply("answer-canary"))
                .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, LoggedTurn.class))
                .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.codex\".min-level", "TRACE")
                .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.codex\".level", "TRACE")
                .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.codex"))
                .assertLogRecords(records -> check.accept(records.stream().map(LoggedTurn::text).toList()));
    }

    private static String text(LogRecord record) {
        String message = record.getMessage();
        return record.getLoggerName() + " "
                + (record.getParameters() == null ? message : String.format(message, record.getParameters()))
                + (record.getThrown() == null ? "" : " " + record.getThrown());
    }
}
