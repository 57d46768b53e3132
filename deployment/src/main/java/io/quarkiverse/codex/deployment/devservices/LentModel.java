package io.quarkiverse.codex.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * A scripted model that answers clients which can log in nowhere, and a home for their codex.
 */
final class LentModel implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LentModel.class);
    private static final int MOST_REQUESTS = 100;

    private final Path home;
    private final ScriptedModel model = new ScriptedModel().keepRequests(MOST_REQUESTS);
    private final ScriptPad pad = new ScriptPad(model);

    private LentModel(Path home) {
        this.home = home;
    }

    static LentModel start() {
        try {
            LentModel started = new LentModel(Files.createTempDirectory("codex-dev-home-"));
            LOG.infof("Dev Services for Codex answer with a scripted model, for there is neither a key nor a login: %s",
                    started.model.baseUrl());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("No home for codex", e);
        }
    }

    ScriptPad pad() {
        return pad;
    }

    /**
     * Returns what has a client use it.
     */
    Map<String, String> properties(ClientInNeed client) {
        Map<String, String> properties = client.isDefault() ? model.applicationProperties()
                : model.applicationProperties(client.name());
        properties.put(client.prefix() + "home", home.toString());
        properties.put(client.prefix() + "skip-git-repo-check", "true");
        return properties;
    }

    @Override
    public void close() {
        model.close();
        delete(home);
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
