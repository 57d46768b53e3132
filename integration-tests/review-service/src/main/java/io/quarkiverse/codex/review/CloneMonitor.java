package io.quarkiverse.codex.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/**
 * Ends a clone that goes past its limits. JGit asks often, and a look at all files takes long: it is taken now and then.
 */
final class CloneMonitor extends EmptyProgressMonitor {

    private static final int STEPS_BETWEEN_LOOKS = 200;

    private final Path directory;
    private final FetchLimits limits;
    private int steps;
    private volatile RuntimeException passed;

    CloneMonitor(Path directory, FetchLimits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    @Override
    public boolean isCancelled() {
        if (passed == null && steps++ % STEPS_BETWEEN_LOOKS == 0) {
            look();
        }
        return passed != null;
    }

    /**
     * Takes a last look.
     *
     * @throws RefusedException when a limit is passed
     */
    void rethrow() {
        if (passed == null) {
            look();
        }
        if (passed != null) {
            throw passed;
        }
    }

    private void look() {
        try {
            limits.check(size());
        } catch (RefusedException | UncheckedIOException e) {
            passed = e;
        }
    }

    private long size() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(CloneMonitor::sizeOf).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JGit's temporary files come and go meanwhile. */
    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
