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

import io.quarkiverse.codex.CodexConfigurationException;

/**
 * A home that we make: nobody but the application's user may look into it, and its configuration is what the client's says.
 * Thread-safe.
 */
public final class IsolatedHome implements CodexHome {

    private static final String CONFIGURATION = "config.toml";
    /** Says that the configuration beside it is ours to write. */
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
            makeDirectory();
            if (Files.exists(directory.resolve(CONFIGURATION)) && !Files.exists(directory.resolve(MARK))) {
                throw new CodexConfigurationException("The isolated home of codex, " + directory + ", has a " + CONFIGURATION
                        + " that somebody else has written: name a directory that is not there yet, or is empty, with "
                        + property);
            }
            if (!Files.exists(directory.resolve(MARK))) {
                Files.createFile(directory.resolve(MARK));
            }
            writeConfiguration();
        } catch (IOException e) {
            throw new CodexConfigurationException("The isolated home of codex cannot be made in " + directory + " (" + e
                    + "): give the application the right to, or name another directory with " + property, e);
        }
        prepared = true;
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
