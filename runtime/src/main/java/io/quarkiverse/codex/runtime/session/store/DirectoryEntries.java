package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Makes sure that files that were made, moved or deleted are so after the machine has lost its power, too.
 */
final class DirectoryEntries {

    /** How the names of files end that are being written. */
    static final String TEMPORARY = ".tmp";

    private DirectoryEntries() {
    }

    static void force(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            // Not every system lets directories be opened; those that do not keep them by themselves.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /**
     * Writes a file so that whoever reads it sees the old content or the new one.
     */
    static void replace(Path file, String content) throws IOException {
        Path written = Files.createTempFile(file.getParent(), file.getFileName().toString(), TEMPORARY);
        try {
            Files.writeString(written, content);
            try {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
