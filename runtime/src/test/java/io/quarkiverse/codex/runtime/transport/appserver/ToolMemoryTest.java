package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aCopyHasTheToolsOfItsOriginal() {
        memory.started("one", List.of(OPEN));
        memory.copied("one", "copy");
        memory.copied("unknown", "copy of it");

        assertThat(memory.resumed("copy", List.of(OPEN))).isFalse();
        assertThat(memory.resumed("copy", List.of(CLOSE))).isTrue();
        assertThat(memory.remembers("copy of it")).isFalse();
    }

    @Test
    void whatIsFoundOutTwiceIsSaidOnce() {
        memory.found("one", Optional.of(List.of(OPEN)));
        assertThat(memory.resumed("one", List.of(CLOSE))).isTrue();

        memory.found("one", Optional.of(List.of(OPEN)));
        assertThat(memory.resumed("one", List.of(CLOSE))).isFalse();
    }

    @Test
    void whatCodexIsNotToldMakesNoOtherTool() {
        memory.started("one", List.of(OPEN));

        assertThat(memory.resumed("one", List.of(ToolInfo.builder("open", "Opens").readOnly(true).build()))).isFalse();
    }

    @Test
    void whatIsNotWrittenAsExpectedIsNotKnown(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("rollout.jsonl");
        for (String content : List.of("", "{}", "[]\n", "{\"payload\":{\"dynamic_tools\":[{\"name\":\"open\"}]}}",
                "{\"payload\":{\"dynamic_tools\":{}}}")) {
            Files.writeString(file, content);
            assertThat(KeptTools.read(file)).isEmpty();
        }
        Files.write(file, new byte[] { 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd });
        assertThatThrownBy(() -> KeptTools.read(file)).isInstanceOf(IOException.class);
    }
}
