package io.quarkiverse.codex.runtime.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

/**
 * What a probe needs for as long as it takes: a model that answers, and an empty directory to work in.
 */
final class ProbeScene implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProbeScene.class);

    private final ProbeModel model;
    private final Path directory;

    private ProbeScene(ProbeModel model, Path directory) {
        this.model = model;
        this.directory = directory;
    }

    /**
     * Sets it. Blocks for a moment.
     */
    static ProbeScene open(Executor workers) {
        ProbeModel model = ProbeModel.open(workers);
        try {
            return new ProbeScene(model, Files.createTempDirectory("codex-probe-").toRealPath());
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException("no temporary directory can be made: " + e.getMessage(), e);
        }
    }

    ProbeModel model() {
        return model;
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        model.close();
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.warnf("The temporary directory %s could not be deleted: %s", directory, e.getMessage());
        }
    }
}
