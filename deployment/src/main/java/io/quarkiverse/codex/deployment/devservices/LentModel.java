package io.quarkiverse.codex.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.deployment.builditem.Startable;

/**
 * A scripted model that answers clients which can log in nowhere, and a home for their codex.
 */
final class LentModel implements Startable {

    private static final Logger LOG = Logger.getLogger(LentModel.class);
    private static final int MOST_REQUESTS = 100;
    /** The page that scripts it outlives no reload, and it does. */
    private static final AtomicReference<LentModel> RUNNING = new AtomicReference<>();

    private ScriptedModel model;
    private Path home;
    private ScriptPad pad;

    /**
     * Returns the one that runs, if one does.
     */
    static Optional<LentModel> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    @Override
    public void start() {
        try {
            home = Files.createTempDirectory("codex-dev-home-");
        } catch (IOException e) {
            throw new UncheckedIOException("No home for codex", e);
        }
        model = new ScriptedModel().keepRequests(MOST_REQUESTS);
        pad = new ScriptPad(model);
        RUNNING.set(this);
    }

    ScriptPad pad() {
        return pad;
    }

    String home() {
        return home.toString();
    }

    Map<String, String> properties(ClientInNeed client) {
        return client.isDefault() ? model.applicationProperties() : model.applicationProperties(client.name());
    }

    void announce() {
        LOG.infof("Dev Services for Codex answer with a scripted model, for there is neither a key nor a login: %s",
                model.baseUrl());
    }

    @Override
    public String getConnectionInfo() {
        return model.baseUrl();
    }

    /** It runs in this process. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        RUNNING.compareAndSet(this, null);
        if (model != null) {
            model.close();
        }
        if (home != null) {
            delete(home);
        }
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debugf(e, "%s could not be deleted", directory);
        }
    }
}
