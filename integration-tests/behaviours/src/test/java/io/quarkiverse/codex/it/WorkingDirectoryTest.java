package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;

class WorkingDirectoryTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @TempDir
    Path outsideOfGit;

    @Test
    void commandsRunInTheWorkingDirectory() {
        codex.model().when("where").shell("pwd").reply("Here.");

        assertThat(output(resultOf(codex.client().startThread().run("where")))).isEqualTo(codex.workspace() + "\n");
    }

    @Test
    void turnsDirectoryGoesBeforeTheThreadsAndThatBeforeTheClients() {
        codex.model().when("where").shell("pwd").reply("Here.");
        Path threads = codex.inside("of the thread, with 'quotes'");
        Path turns = codex.inside("of-the-turn");
        CodexThread thread = codex.client().startThread(ThreadOptions.builder().workingDirectory(threads).build());

        assertThat(output(resultOf(thread.run("where")))).isEqualTo(threads + "\n");
        assertThat(output(resultOf(thread.run("where", TurnOptions.builder().workingDirectory(turns).build()))))
                .isEqualTo(turns + "\n");
    }

    @Test
    void missingDirectoryIsRefusedBeforeTheStart() {
        Path missing = codex.workspace().resolve("missing");

        assertThat(failureOf(codex.client("working-directory", missing.toString()).startThread().run("hello")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining(missing + " does not exist");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void fileIsNoDirectory() throws IOException {
        Path file = Files.createFile(codex.workspace().resolve("file"));
        ThreadOptions options = ThreadOptions.builder().additionalDirectories(List.of(file)).build();

        assertThat(failureOf(codex.client().startThread(options).run("hello")))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining(file + " is not a directory");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void codexInsistsOnGit() {
        codex.model().when("hello").reply("Hi!");
        CodexClient client = codex.client("skip-git-repo-check", "false", "working-directory", outsideOfGit.toString());

        assertThat(failureOf(client.startThread().run("hello"))).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("skip-git-repo-check").hasMessageContaining(outsideOfGit.toString());
        assertThat(codex.model().requests()).isEmpty();
    }

    @Test
    void repositoryIsEnoughForCodex() throws IOException {
        codex.model().when("hello").reply("Hi!");
        Path git = Files.createDirectory(outsideOfGit.resolve(".git"));
        Files.createDirectory(git.resolve("objects"));
        Files.createDirectory(git.resolve("refs"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        CodexClient client = codex.client("skip-git-repo-check", "false", "working-directory", outsideOfGit.toString());

        assertThat(resultOf(client.startThread().run("hello")).finalResponse()).isEqualTo("Hi!");
    }

    @Test
    void threadCanDoWithoutGit() {
        codex.model().when("hello").reply("Hi!");
        CodexClient client = codex.client("skip-git-repo-check", "false", "working-directory", outsideOfGit.toString());
        ThreadOptions options = ThreadOptions.builder().skipGitRepoCheck(true).build();

        assertThat(resultOf(client.startThread(options).run("hello")).finalResponse()).isEqualTo("Hi!");
    }
}
