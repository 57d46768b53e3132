package io.quarkiverse.codex.sessions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL that lives as long as a test. */
final class PostgresServer implements AutoCloseable {

    /** Where Debian's packages have them, one directory for each version. */
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final LocalServer server;

    private PostgresServer(LocalServer server) {
        this.server = server;
    }

    /** Starts one, or skips the test where there is none. */
    static PostgresServer start() {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(programs.isPresent(),
                "There is no PostgreSQL server, without which this cannot be tested: apt-get install postgresql");
        LocalServer server = new LocalServer(LocalServer.newDirectory("postgres"));
        String data = server.directory().resolve("data").toString();
        try {
            if (isRoot()) {
                UserPrincipal owner = server.directory().getFileSystem().getUserPrincipalLookupService()
                        .lookupPrincipalByName(USER);
                Files.setOwner(server.directory(), owner);
            }
            Process init = new ProcessBuilder(asUser(programs.get().resolve("initdb").toString(), "-D", data, "-U", "codex",
                    "--auth=trust", "-E", "UTF8", "--no-sync")).directory(server.directory().toFile()).redirectErrorStream(true)
                    .start();
            String output = new String(init.getInputStream().readAllBytes());
            if (init.waitFor() != 0) {
                throw new AssertionError("initdb failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        server.start(asUser(programs.get().resolve("postgres").toString(), "-D", data, "-p", Integer.toString(server.port()),
                "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + server.directory(), "-c", "fsync=off"));
        return new PostgresServer(server);
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asUser(String... command) {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        line.addAll(List.of(command));
        return line;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
    }

    @Override
    public void close() {
        server.close();
    }
}
