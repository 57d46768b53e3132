package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import io.quarkiverse.codex.runtime.transport.executable.CodexPlatform;
import io.quarkiverse.codex.runtime.transport.executable.HostMachine;
import io.quarkiverse.codex.runtime.transport.executable.NativeExecutable;

/**
 * The kit's own installations of codex, one directory per version. An installation is complete or absent: it is made in a
 * directory beside its place and moved there in one step, by one thread of one JVM at a time.
 */
final class CodexCache {

    static final String LOCATION_PROPERTY = "codex.testing.cache";
    static final String LOCATION_VARIABLE = "CODEX_TESTING_CACHE";

    private static final String COMPLETE = ".complete";

    private final Path root;
    private final String platform;
    private final NativeExecutable executables;

    CodexCache(HostMachine machine) {
        // Machines of several kinds may share a home, each with a codex of its own.
        this.platform = machine.platforms().stream().findFirst().map(CodexPlatform::toString).orElse("unsupported");
        this.root = location(machine).toAbsolutePath().normalize();
        this.executables = new NativeExecutable(machine);
    }

    /** What puts a codex into an empty directory. */
    interface Installation {

        /**
         * @param emptyDirectory where to install to; an exception leaves no trace of it
         */
        void into(Path emptyDirectory) throws IOException, InterruptedException;
    }

    Path directoryOf(String version) {
        return root.resolve(nameOf(version));
    }

    Optional<Path> find(String version) {
        Path directory = directoryOf(version);
        return Files.exists(directory.resolve(COMPLETE)) ? executables.installedIn(directory) : Optional.empty();
    }

    /**
     * Blocks while another thread or JVM installs the same version.
     *
     * @return the executable, empty when the installation went through and brought none for this platform
     */
    Optional<Path> findOrInstall(String version, Installation installation) throws IOException, InterruptedException {
        Files.createDirectories(root);
        // A file lock belongs to the JVM as a whole, and this class may be there once per class loader: only an interned
        // string is one and the same monitor for all of them.
        synchronized ((CodexCache.class.getName() + directoryOf(version)).intern()) {
            try (FileChannel channel = FileChannel.open(root.resolve(nameOf(version) + ".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.lock();
                Optional<Path> present = find(version);
                return present.isPresent() ? present : install(version, installation);
            }
        }
    }

    private Optional<Path> install(String version, Installation installation) throws IOException, InterruptedException {
        removeLeftovers(version);
        Path workshop = Files.createTempDirectory(root, nameOf(version) + ".installing-");
        try {
            installation.into(workshop);
            if (executables.installedIn(workshop).isEmpty()) {
                return Optional.empty();
            }
            Files.createFile(workshop.resolve(COMPLETE));
            Files.move(workshop, directoryOf(version), StandardCopyOption.ATOMIC_MOVE);
            return find(version);
        } finally {
            DirectoryTree.delete(workshop);
        }
    }

    /** What a JVM that was killed during an installation left; safe, for whoever installs holds the lock. */
    private void removeLeftovers(String version) throws IOException {
        DirectoryTree.delete(directoryOf(version));
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root, nameOf(version) + ".installing-*")) {
            leftovers.forEach(DirectoryTree::delete);
        }
    }

    private String nameOf(String version) {
        return version + "-" + platform;
    }

    private static Path location(HostMachine machine) {
        return machine.property(LOCATION_PROPERTY).or(() -> machine.environment(LOCATION_VARIABLE)).map(Path::of)
                .orElseGet(() -> cachesOfUser(machine).resolve("quarkus-codex"));
    }

    private static Path cachesOfUser(HostMachine machine) {
        if (machine.isWindows()) {
            return machine.environment("LOCALAPPDATA").map(Path::of)
                    .orElseGet(() -> machine.userHome().resolve("AppData/Local"));
        }
        if (machine.isMac()) {
            return machine.userHome().resolve("Library/Caches");
        }
        return machine.environment("XDG_CACHE_HOME").map(Path::of)
                .orElseGet(() -> machine.userHome().resolve(".cache"));
    }
}
