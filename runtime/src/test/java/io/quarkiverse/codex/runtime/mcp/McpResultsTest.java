package io.quarkiverse.codex.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.mcp.server.ToolResponse;

class McpResultsTest {

    private static final byte[] BYTES = { 1, 2, 3 };

    @Test
    void carryTextPicturesAndSounds() {
        ToolResponse response = McpResults.response(ToolResult.text("one").and(ToolContent.Image.of(BYTES, "image/png"))
                .and(ToolContent.Audio.of(BYTES, "audio/wav")));

        assertThat(response.isError()).isFalse();
        assertThat(response.content().get(0).asText().text()).isEqualTo("one");
        assertThat(response.content().get(1).asImage().data()).isEqualTo("AQID");
        assertThat(response.content().get(1).asImage().mimeType()).isEqualTo("image/png");
        assertThat(response.content().get(2).asAudio().data()).isEqualTo("AQID");
        assertThat(response.content().get(2).asAudio().mimeType()).isEqualTo("audio/wav");
    }

    @Test
    void tellWhereAPictureIsThatTheyDoNotHave() {
        ToolResponse response = McpResults
                .response(ToolResult.of(new ToolContent.Image("https://example.org/a.png")));

        assertThat(response.firstContent().asText().text()).isEqualTo("Image: https://example.org/a.png");
    }

    @Test
    void tellOfFailure() {
        assertThat(McpResults.response(ToolResult.failure("no")).isError()).isTrue();
    }
}
