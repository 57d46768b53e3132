package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.PreToolUse;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkus.test.QuarkusUnitTest;

/** A name that no tool has does nothing: whoever has written it is told, once. */
class MisspeltToolNamesTest {

    private static final String TOOLS = "quarkus.codex.tools.";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = ToolTransport.APP_SERVER
            .application(
                    model -> model.when("erase").then(ToolTransport.APP_SERVER.call("admin.erase", Map.of())).reply("done"),
                    Tools.class)
            .overrideConfigKey("quarkus.codex.\"guarded\".model", "any")
            .overrideRuntimeConfigKey(TOOLS + "include", "admin.*,admn.erase")
            .overrideRuntimeConfigKey(TOOLS + "exclude", "admin_*,admin.lis?")
            .overrideRuntimeConfigKey(TOOLS + "\"admin.erase\".timeout", "1M")
            .overrideRuntimeConfigKey(TOOLS + "\"erase\".timeout", "1M")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.codex"))
            .assertLogRecords(records -> {
                String guarded = "@CodexHook on " + Tools.class.getName();
                assertThat(records).extracting(MisspeltToolNamesTest::text).containsExactlyInAnyOrder(
                        guarded + ".beforeErase(BeforeTool): no tool of the application is named 'admin.erace' (do you mean"
                                + " 'admin.erase'?). The hook runs only for tools of this name that are added while the"
                                + " application runs",
                        guarded + ".beforeCommand(PreToolUse): codex' hooks are not known to call a tool 'bash' (do you mean"
                                + " 'Bash'?). They have Bash for commands, apply_patch for changes of files, and"
                                + " mcp__<server>__<tool> for tools of MCP servers",
                        TOOLS + "include=admn.erase does nothing, for there is no such tool: do you mean admin.erase?",
                        TOOLS + "exclude=admin_* does nothing, for there is no such tool. There are [added, admin.erase,"
                                + " admin.list]",
                        TOOLS + "\"erase\" does nothing, for there is no such tool. There are [added, admin.erase,"
                                + " admin.list]");
            });

    @Inject
    CodexClient codex;

    static class Tools {

        @CodexTool(namespace = "admin", description = "Erases")
        String erase() {
            return "erased";
        }

        @CodexTool(namespace = "admin", description = "Lists")
        String list() {
            return "nothing";
        }

        @CodexHook(tools = { "admin.*", "admin.erace" })
        void beforeErase(BeforeTool call) {
            // Only its name matters.
        }

        @CodexHook(client = "guarded", tools = { "mcp__*", "Ba*", "bash" })
        void beforeCommand(PreToolUse use) {
            // Only its name matters.
        }
    }

    private static String text(LogRecord record) {
        return record.getParameters() == null ? record.getMessage()
                : String.format(record.getMessage(), record.getParameters());
    }

    @Test
    void areToldOnceWithWhatIsMeant() {
        codex.tools().add(ToolInfo.builder("added", "Is added").build(), (arguments, context) -> "added");
        for (int turn = 0; turn < 2; turn++) {
            List<ToolAnswer> answers = ToolAnswer.of(codex.startThread().runAndAwait("erase"));
            assertThat(answers).singleElement().extracting(ToolAnswer::text).isEqualTo("erased");
        }
    }
}
