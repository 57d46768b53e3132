package io.quarkiverse.codex.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.testing.ScriptedModel;

/**
 * A scripted model that answers clients which can log in nowhere, and a home for their codex.
 */
final class LentModel implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LentModel.class);
    private static final int MOST_REQUESTS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path home;
    private final ScriptedModel model = new ScriptedModel().keepRequests(MOST_REQUESTS);
    private final ScriptPad pad = new ScriptPad(model);

    private final Thread lastDeletion = new Thread(this::deleteAtLast, "codex-dev-home");

    private LentModel(Path home) {
        this.home = home;
        Runtime.getRuntime().addShutdownHook(lastDeletion);
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

    /** codex may be ended later than this, and then what it still writes goes with the JVM. */
    @Override
    public void close() {
        model.close();
        if (deleteHome()) {
            try {
                Runtime.getRuntime().removeShutdownHook(lastDeletion);
            } catch (IllegalStateException exiting) {
                LOG.trace("The JVM ends, and finds nothing to delete", exiting);
            }
        }
    }

    private void deleteAtLast() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!deleteHome() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean deleteHome() {
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debugf(e, "%s cannot be deleted yet", home);
        }
        return Files.notExists(home);
    }
}
