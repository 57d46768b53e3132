package io.quarkiverse.codex.runtime.transport.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final List<Path> files = new ArrayList<>();

    /**
     * Writes the output schema to a file that only its owner can read, as temporary files of Java are.
     *
     * @return the file, or {@code null} when there is no schema
     */
    Path schema(Optional<JsonNode> content) {
        if (content.isPresent()) {
            try {
                Path schema = created("codex-schema-", ".json");
                Files.write(schema, MAPPER.writeValueAsBytes(content.get()));
                return schema;
            } catch (IOException e) {
                throw new CodexProcessException("The output schema could not be written to a temporary file ("
                        + e.getMessage() + "): codex takes it from there only", e);
            }
        }
        return null;
    }

    /**
     * Returns where codex finds an image. codex takes a comma for the end of a file's name, so an image with one in its path
     * gets a copy under another.
     *
     * @param image an image file
     * @return the file or a copy of it, never {@code null}
     */
    Path image(Path image) {
        if (image.toString().indexOf(',') < 0) {
            return image;
        }
        try {
            Path copy = created("codex-image-", "");
            // Into the file that is there, which only its owner can read.
            try (OutputStream target = Files.newOutputStream(copy)) {
                Files.copy(image, target);
            }
            return copy;
        } catch (IOException e) {
            throw new CodexProcessException("The image " + image + " could not be copied to a temporary file ("
                    + e.getMessage() + "), which has to be for the comma in its path: rename it", e);
        }
    }

    private Path created(String prefix, String suffix) throws IOException {
        Path file = Files.createTempFile(prefix, suffix);
        files.add(file);
        return file;
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warnf("The temporary file %s could not be deleted: %s", file, e.getMessage());
            }
        }
    }
}
