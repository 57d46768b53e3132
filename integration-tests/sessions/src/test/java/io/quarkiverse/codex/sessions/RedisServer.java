package io.quarkiverse.codex.sessions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A Redis that lives as long as a test. */
public final class RedisServer implements AutoCloseable {

    static final String MISSING = "There is no redis-server on the PATH, without which this cannot be tested:"
            + " apt-get install redis-server";

    private final LocalServer server;

    private RedisServer(LocalServer server) {
        this.server = server;
    }

    /** Starts one, or skips the test where there is none. */
    public static RedisServer start() {
        return start(LocalServer.newDirectory("redis"), "--appendonly", "no");
    }

    /**
     * Starts one that has all it has confirmed when it is started again, however it was ended.
     *
     * @param directory where it keeps that; it goes with the server
     */
    public static RedisServer startDurable(Path directory) {
        return start(directory, "--appendonly", "yes", "--appendfsync", "always");
    }

    private static RedisServer start(Path directory, String... persistence) {
        Optional<Path> executable = executable();
        Assumptions.assumeTrue(executable.isPresent(), MISSING);
        LocalServer server = new LocalServer(directory);
        List<String> command = new ArrayList<>(List.of(executable.get().toString(), "--port", Integer.toString(server.port()),
                "--bind", "127.0.0.1", "--dir", server.directory().toString(), "--save", ""));
        command.addAll(List.of(persistence));
        server.start(command);
        return new RedisServer(server);
    }

    static boolean isInstalled() {
        return executable().isPresent();
    }

    private static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "redis-server")).filter(Files::isExecutable).findFirst();
    }

    public String url() {
        return "redis://127.0.0.1:" + server.port();
    }

    /** Ends it at once, like a loss of power. */
    public void kill() {
        server.kill();
    }

    /** Starts it again, at the same address. */
    public void restart() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }
}
