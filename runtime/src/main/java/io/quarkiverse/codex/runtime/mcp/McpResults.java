package io.quarkiverse.codex.runtime.mcp;

import java.util.List;

import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.Content;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;

/**
 * What tools answer, as MCP says it.
 */
final class McpResults {

    private static final String DATA = "data:";
    private static final String BASE_64 = ";base64,";

    private McpResults() {
    }

    static ToolResponse response(ToolResult result) {
        List<Content> content = result.content().stream().map(McpResults::content).toList();
        return new ToolResponse(!result.success(), content);
    }

    private static Content content(ToolContent part) {
        if (part instanceof ToolContent.Image image) {
            DataUrl data = DataUrl.of(image.url());
            return data == null ? new TextContent("Image: " + image.url()) : new ImageContent(data.base64, data.mediaType);
        } else if (part instanceof ToolContent.Audio audio) {
            DataUrl data = DataUrl.of(audio.url());
            return data == null ? new TextContent("Audio: " + audio.url()) : new AudioContent(data.base64, data.mediaType);
        }
        return new TextContent(((ToolContent.Text) part).text());
    }

    /** MCP carries pictures and sounds with the answer; of those that are elsewhere it can only tell where. */
    private record DataUrl(String mediaType, String base64) {

        private static DataUrl of(String url) {
            int data = url.indexOf(BASE_64);
            return url.startsWith(DATA) && data > 0
                    ? new DataUrl(url.substring(DATA.length(), data), url.substring(data + BASE_64.length()))
                    : null;
        }
    }
}
