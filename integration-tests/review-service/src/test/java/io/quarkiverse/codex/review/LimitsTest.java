package io.quarkiverse.codex.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {

    @TempDir
    Path directory;

    private Path code;
    private Path target;

    @BeforeEach
    void write() throws Exception {
        code = Files.createDirectory(directory.resolve("code"));
        target = Files.createDirectory(directory.resolve("target"));
        Files.writeString(code.resolve("large.txt"), "x".repeat(5000));
        try (Git git = Git.init().setDirectory(code.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit().setMessage("Begin").setAuthor("A", "a@example.com").setCommitter("A", "a@example.com")
                    .setSign(false).call();
        }
    }

    @Test
    void whatIsWithinIsFetched() throws IOException {
        directorySource().fetch(target, limits(10_000, Duration.ofMinutes(1), false));

        assertThat(target.resolve("large.txt")).exists();
        assertThat(target.resolve(".git")).doesNotExist();
    }

    @Test
    void largeDirectoryIsRefused() {
        assertThatThrownBy(() -> directorySource().fetch(target, limits(1000, Duration.ofMinutes(1), false)))
                .isInstanceOf(RefusedException.class).hasMessageContaining("review.max-size");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void largeRepositoryIsRefused() {
        assertThatThrownBy(() -> gitSource().fetch(target, limits(1000, Duration.ofMinutes(1), false)))
                .isInstanceOf(RefusedException.class).hasMessageContaining("review.max-size");
    }

    @Test
    void slowFetchIsRefused() {
        assertThatThrownBy(() -> gitSource().fetch(target, limits(1_000_000, Duration.ZERO, false)))
                .isInstanceOf(RefusedException.class).hasMessageContaining("review.fetch-timeout");
        assertThatThrownBy(() -> directorySource().fetch(target, limits(1_000_000, Duration.ZERO, false)))
                .isInstanceOf(RefusedException.class).hasMessageContaining("review.fetch-timeout");
    }

    @Test
    void cancelledReviewFetchesNoMore() {
        assertThatThrownBy(() -> gitSource().fetch(target, limits(1_000_000, Duration.ofMinutes(1), true)))
                .isInstanceOf(RefusedException.class).hasMessageContaining("cancelled");
    }

    private DirectorySource directorySource() {
        return new DirectorySource("code", code);
    }

    private GitSource gitSource() {
        return new GitSource("code", code.toUri());
    }

    private static FetchLimits limits(long bytes, Duration timeout, boolean cancelled) {
        return new FetchLimits(bytes, timeout, () -> cancelled);
    }
}
