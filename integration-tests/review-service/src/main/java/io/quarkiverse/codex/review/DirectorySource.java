package io.quarkiverse.codex.review;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A copy of a directory: its files, but no links, which lead elsewhere, and no {@code .git}, whose configuration names
 * programs.
 *
 * @param name its path below the root
 * @param directory without links in its path
 */
record DirectorySource(String name, Path directory) implements Source {

    @Override
    public void fetch(Path target, FetchLimits limits) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {

            private long bytes;

            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                limits.check(bytes);
                if (visited.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copyOf(visited));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !visited.endsWith(".git")) {
                    bytes += attributes.size();
                    limits.check(bytes);
                    Files.copy(visited, copyOf(visited), LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }

            private Path copyOf(Path visited) {
                return target.resolve(directory.relativize(visited).toString());
            }
        });
    }
}
