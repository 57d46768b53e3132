package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.test.ScriptedApplication;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolSelection;
import io.quarkus.test.QuarkusUnitTest;

class ToolSelectionBeanTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("read").then(Step.toolCall("read", Map.of())).reply("done");
        model.when("write").then(Step.toolCall("write", Map.of())).reply("done");
    }, "support")
            .withApplicationRoot(jar -> jar.addClasses(ScriptedApplication.class, ToolAnswer.class, Files.class,
                    OnlyReading.class, OnlyChanging.class, NothingIsDeleted.class))
            .overrideConfigKey("quarkus.codex.transport", "app-server")
            .overrideConfigKey("quarkus.codex.\"support\".transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.tools.exclude", "list");

    @Inject
    CodexClient codex;

    @Inject
    @CodexClientName("support")
    CodexClient support;

    @Inject
    OnlyReading onlyReading;

    @Test
    void beanChoosesAmongTheToolsThatTheConfigurationLeaves() {
        assertThat(names(codex)).containsExactly("read");
        assertThat(answers(codex.startThread(), "read")).containsExactly(new ToolAnswer("read", true, "read it", List.of()));
        assertThat(answers(codex.startThread(), "write")).isEmpty();
    }

    @Test
    void beansOfANamedClientBearItsNameAndHaveToAgree() {
        assertThat(names(support)).containsExactly("write");
        assertThat(answers(support.startThread(), "write"))
                .containsExactly(new ToolAnswer("write", true, "wrote it", List.of()));
        assertThat(answers(support.startThread(), "read")).isEmpty();
    }

    @Test
    void beanIsAskedAgainWhenAToolIsCalled() {
        CodexThread thread = codex.startThread();
        answers(thread, "read");

        onlyReading.closed = true;
        try {
            assertThat(answers(thread, "read")).singleElement().satisfies(answer -> {
                assertThat(answer.success()).isFalse();
                assertThat(answer.text()).contains("read").doesNotContain("read it");
            });
        } finally {
            onlyReading.closed = false;
        }
    }

    private static List<String> names(CodexClient client) {
        return client.tools().list().stream().map(ToolInfo::qualifiedName).toList();
    }

    private static List<ToolAnswer> answers(CodexThread thread, String prompt) {
        return ToolAnswer.of(thread.runAndAwait(prompt));
    }

    static class Files {

        @CodexTool(description = "Reads", readOnly = true)
        String read() {
            return "read it";
        }

        @CodexTool(description = "Lists", readOnly = true)
        String list() {
            return "listed them";
        }

        @CodexTool(description = "Writes")
        String write() {
            return "wrote it";
        }

        @CodexTool(description = "Deletes")
        String delete() {
            return "deleted it";
        }
    }

    @Singleton
    static class OnlyReading implements ToolSelection {

        volatile boolean closed;

        @Override
        public boolean includes(ToolInfo tool) {
            return tool.readOnly() && !closed;
        }
    }

    @ApplicationScoped
    @CodexClientName("support")
    static class OnlyChanging implements ToolSelection {

        @Override
        public boolean includes(ToolInfo tool) {
            return !tool.readOnly();
        }
    }

    @Dependent
    @CodexClientName("support")
    static class NothingIsDeleted implements ToolSelection {

        @Override
        public boolean includes(ToolInfo tool) {
            return !tool.name().equals("delete");
        }
    }
}
