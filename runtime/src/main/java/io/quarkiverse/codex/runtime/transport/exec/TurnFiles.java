package io.quarkiverse.codex.runtime.transport.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexProcessException;

/**
 * The temporary files of a turn, which are gone when it is over.
 */
final class TurnFiles implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TurnFiles.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Path schema;

    /**
     * Writes the output schema to a file that only its owner can read, as temporary files of Java are.
     *
     * @return the file, or {@code null} when there is no schema
     */
    Path schema(Optional<JsonNode> content) {
        if (content.isPresent()) {
            try {
                schema = Files.createTempFile("codex-schema-", ".json");
                Files.write(schema, MAPPER.writeValueAsBytes(content.get()));
            } catch (IOException e) {
                throw new CodexProcessException("The output schema could not be written to a temporary file ("
                        + e.getMessage() + "): codex takes it from there only", e);
            }
        }
        return schema;
    }

    @Override
    public void close() {
        if (schema != null) {
            try {
                Files.deleteIfExists(schema);
            } catch (IOException e) {
                LOG.warnf("The temporary file %s could not be deleted: %s", schema, e.getMessage());
            }
        }
    }
}
