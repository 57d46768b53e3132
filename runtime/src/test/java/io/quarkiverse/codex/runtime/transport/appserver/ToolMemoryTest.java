package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.tool.ToolInfo;

class ToolMemoryTest {

    private static final ToolInfo OPEN = ToolInfo.builder("open", "Opens").build();
    private static final ToolInfo CLOSE = ToolInfo.builder("close", "Closes").build();

    private final ToolMemory memory = new ToolMemory();

    @Test
    void saysOnceThatAThreadHasOtherTools() {
        memory.started("one", List.of(OPEN));
        memory.started("other", List.of(OPEN));

        assertThat(memory.resumed("one", List.of(OPEN))).isFalse();
        assertThat(memory.resumed("one", List.of(OPEN, CLOSE))).isTrue();
        assertThat(memory.resumed("one", List.of())).isFalse();
        assertThat(memory.resumed("other", List.of(ToolInfo.builder("open", "Opens something else").build()))).isTrue();
        assertThat(memory.resumed("unknown", List.of(OPEN))).isFalse();
    }

    @Test
    void aThreadWithoutToolsHasOtherOnesToo() {
        memory.started("one", List.of());

        assertThat(memory.resumed("one", List.of(OPEN))).isTrue();
    }
}
