package io.quarkiverse.codex.sessions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A Redis that lives as long as a test. */
final class RedisServer implements AutoCloseable {

    static final String MISSING = "There is no redis-server on the PATH, without which this cannot be tested:"
            + " apt-get install redis-server";

    private final LocalServer server;

    private RedisServer(LocalServer server) {
        this.server = server;
    }

    /** Starts one, or skips the test where there is none. */
    static RedisServer start() {
        Optional<Path> executable = executable();
        Assumptions.assumeTrue(executable.isPresent(), MISSING);
        LocalServer server = new LocalServer(LocalServer.newDirectory("redis"));
        server.start(List.of(executable.get().toString(), "--port", Integer.toString(server.port()), "--bind", "127.0.0.1",
                "--dir", server.directory().toString(), "--save", "", "--appendonly", "no"));
        return new RedisServer(server);
    }

    static boolean isInstalled() {
        return executable().isPresent();
    }

    private static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "redis-server")).filter(Files::isExecutable).findFirst();
    }

    String url() {
        return "redis://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
