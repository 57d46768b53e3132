package io.quarkiverse.codex.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A directory that was made to be thrown away. */
final class DirectoryTree {

    private static final int ATTEMPTS = 40;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private DirectoryTree() {
    }

    /**
     * Deletes a directory with all it holds; links are deleted, not followed. Does nothing where there is none. Blocks for up
     * to
     * two seconds while a process that is just ending still writes there.
     *
     * @throws UncheckedIOException when something cannot be deleted
     */
    static void delete(Path root) {
        for (int attempt = 1;; attempt++) {
            try {
                Files.walkFileTree(root, new Deletion());
                return;
            } catch (IOException failure) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("Cannot delete " + root + "; is a process still using it?", failure);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
