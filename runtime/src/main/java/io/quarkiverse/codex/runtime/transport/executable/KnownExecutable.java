package io.quarkiverse.codex.runtime.transport.executable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.Secrets;

/**
 * Looks for codex again and again, and asks for its version only when there is another one than the last time. One that does
 * not answer well is asked again after a while. Thread-safe.
 */
public final class KnownExecutable {

    /** Who looks again and again wants to know soon; and others wait meanwhile. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(30);

    private final ClientProperties client;
    private final Path configured;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private final Duration limit;
    private final Duration failureKept;
    private Stamp stamp;
    private CodexExecutable known;
    private CodexConfigurationException failure;
    private long failedAt;

    /**
     * @param client whose codex it is to be
     * @param configured the configured executable or launcher, or {@code null} to look on the {@code PATH}
     * @param environment the environment codex is to have
     * @param secrets what must not be seen in messages
     */
    public KnownExecutable(ClientProperties client, Path configured, Map<String, String> environment, Secrets secrets) {
        this(client, configured, environment, secrets, LIMIT, FAILURE_KEPT);
    }

    /**
     * @param limit how long codex may take to answer
     * @param failureKept how long one that did not answer well is not asked again
     */
    KnownExecutable(ClientProperties client, Path configured, Map<String, String> environment, Secrets secrets,
            Duration limit, Duration failureKept) {
        this.client = client;
        this.configured = configured;
        this.environment = environment;
        this.secrets = secrets;
        this.limit = limit;
        this.failureKept = failureKept;
    }

    /**
     * Finds codex. Touches the file system, and blocks while a codex that is new answers, ten seconds at most.
     *
     * @return the executable, never {@code null}
     * @throws CodexConfigurationException when there is none, or none of a version that will do
     */
    public synchronized CodexExecutable find() {
        Stamp found = Stamp.of(locate());
        if (!found.equals(stamp) || known == null && System.nanoTime() - failedAt >= failureKept.toNanos()) {
            stamp = null;
            ask();
            // Whoever is interrupted has not waited for the answer.
            stamp = Thread.currentThread().isInterrupted() ? null : found;
        }
        if (known == null) {
            throw failure;
        }
        return known;
    }

    private void ask() {
        known = null;
        try {
            known = CodexExecutable.find(client, configured, environment, secrets, limit);
        } catch (CodexConfigurationException e) {
            failure = e;
            failedAt = System.nanoTime();
        }
    }

    /**
     * Finds the file without asking it anything. Touches the file system.
     *
     * @return the native executable, never {@code null}
     * @throws CodexConfigurationException when there is none
     */
    public Path locate() {
        return new ExecutableSearch(environment, client).find(configured);
    }

    private record Stamp(Path path, FileTime changed, long size) {

        static Stamp of(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(path, attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                throw new CodexConfigurationException("The codex executable " + path + " cannot be read (" + e.getMessage()
                        + "): give the application the right to read it", e);
            }
        }
    }
}
