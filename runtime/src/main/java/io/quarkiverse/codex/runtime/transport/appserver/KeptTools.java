package io.quarkiverse.codex.runtime.transport.appserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.tool.ToolInfo;

/**
 * Reads with which tools codex keeps a thread. No answer of codex says so; the beginning of the file in which it keeps the
 * thread
 * does, also that of a copy. Nobody has promised what the file looks like: whatever is not as expected is not known.
 */
final class KeptTools {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private KeptTools() {
    }

    /**
     * Reads them. Blocks.
     *
     * @param file where codex keeps the thread
     * @return the tools, without what codex is not told of them; empty when the file does not say
     * @throws IOException when the file cannot be read, or is not what codex writes
     */
    static Optional<List<ToolInfo>> read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file); JsonParser parser = MAPPER.createParser(content)) {
            JsonNode first = parser.readValueAsTree();
            return ToolWire.tools(first == null ? MAPPER.missingNode() : first.path("payload").path("dynamic_tools"));
        }
    }
}
