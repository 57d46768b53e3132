package io.quarkiverse.codex.runtime.transport;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * A home that we make: nobody but the application's user may look into it, and its configuration is what the client's says.
 * Thread-safe.
 */
public final class IsolatedHome implements CodexHome {

    private static final String CONFIGURATION = "config.toml";
    /** Says that the directory is ours. */
    private static final String MARK = ".quarkus-codex";
    private static final List<String> HEAD = List.of(
            "# Written by Quarkus Codex, from quarkus.codex.config, each time that the application starts codex anew.",
            "# What is changed here is lost then.");
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final List<String> configuration;
    private final String property;
    private boolean prepared;

    /**
     * @param directory where it is, or is to be
     * @param configuration the lines of its {@code config.toml}
     * @param property what chooses the directory, for messages
     */
    public IsolatedHome(Path directory, List<String> configuration, String property) {
        this.directory = directory;
        this.configuration = List.copyOf(configuration);
        this.property = property;
    }

    @Override
    public synchronized void prepare() {
        if (prepared && Files.isDirectory(directory)) {
            return;
        }
        try {
            // Another process may be at it, too.
            if (!isOurs() && !isFree() && !isOurs()) {
                throw new CodexConfigurationException("The isolated home of codex, " + directory
                        + ", is not empty, and somebody"
                        + " else has put there what is in it: name a directory that is not there yet, or is empty, with "
                        + property);
            }
            makeDirectory();
            Files.write(directory.resolve(MARK), new byte[0]);
            writeConfiguration();
        } catch (IOException e) {
            throw new CodexConfigurationException("The isolated home of codex cannot be made in " + directory + " (" + e
                    + "): give the application the right to, or name another directory with " + property, e);
        }
        prepared = true;
    }

    private boolean isOurs() {
        return Files.exists(directory.resolve(MARK));
    }

    private boolean isFree() throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private void makeDirectory() throws IOException {
        if (!hasPermissions()) {
            Files.createDirectories(directory);
            return;
        }
        FileAttribute<?> own = PosixFilePermissions.asFileAttribute(OWN);
        Files.createDirectories(directory, own);
        Files.setPosixFilePermissions(directory, OWN);
    }

    private static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Another process may read it in this moment. */
    private void writeConfiguration() throws IOException {
        List<String> lines = new ArrayList<>(HEAD);
        lines.addAll(configuration);
        // For its owner only, as temporary files are.
        Path written = Files.createTempFile(directory, "config", ".new");
        Files.write(written, lines);
        Files.move(written, directory.resolve(CONFIGURATION), StandardCopyOption.ATOMIC_MOVE);
    }
}
