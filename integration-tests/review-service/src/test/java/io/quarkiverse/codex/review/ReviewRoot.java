package io.quarkiverse.codex.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The directory below which there is something to review, for the application under test.
 */
public final class ReviewRoot implements QuarkusTestResourceLifecycleManager {

    private TemporaryDirectory directory;

    @Override
    public Map<String, String> start() {
        directory = TemporaryDirectory.create("review-root-");
        try {
            Path root = Files.createDirectory(directory.path().resolve("root"));
            Path project = Files.createDirectory(root.resolve("project"));
            Files.writeString(project.resolve("Main.java"), "class Main {}\n");
            Path outside = Files.createDirectory(directory.path().resolve("outside"));
            Files.writeString(outside.resolve("secret.txt"), "not to be seen");
            Files.createSymbolicLink(root.resolve("link"), outside);
            Files.createSymbolicLink(project.resolve("inner-link"), outside.resolve("secret.txt"));
            commit(Files.createDirectory(root.resolve("repository")));
            return Map.of("review.root", root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void commit(Path repository) throws IOException {
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("README.md"), "# Committed\n");
            git.add().addFilepattern(".").call();
            git.commit().setMessage("Begin").setAuthor("A", "a@example.com").setCommitter("A", "a@example.com")
                    .setSign(false).call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void stop() {
        directory.close();
    }

    @Override
    public void inject(TestInjector injector) {
        Path root = directory.path().resolve("root");
        injector.injectIntoFields(root, field -> field.getType() == Path.class && field.getName().equals("root"));
    }
}
