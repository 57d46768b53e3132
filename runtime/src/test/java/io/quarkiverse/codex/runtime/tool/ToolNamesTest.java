package io.quarkiverse.codex.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ToolNamesTest {

    @Test
    void takesWhatCodexTakes() {
        for (String name : List.of("a", "A_1", "1a", "-a", "_a", "mcpx", "mcp_x", "a".repeat(64))) {
            assertThat(ToolNames.problem("", name)).isEmpty();
            assertThat(ToolNames.problem(name, "tool")).isEmpty();
        }
        assertThat(ToolNames.problem("mine", "exec_command")).isEmpty();
        assertThat(ToolNames.problem("", "functions")).isEmpty();
    }

    @Test
    void refusesWhatCodexRefusesOrHides() {
        for (String name : List.of("", " ", "a b", "a.b", "ä", "mcp", "mcp__x", "a".repeat(65), "exec_command")) {
            assertThat(ToolNames.problem("", name)).as(name).isPresent();
        }
        for (String namespace : List.of(" ", "a.b", "mcp__x", "functions", "a".repeat(65))) {
            assertThat(ToolNames.problem(namespace, "tool")).as(namespace).isPresent();
        }
    }
}
