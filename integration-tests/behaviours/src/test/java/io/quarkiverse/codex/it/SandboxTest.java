package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.item.FileChange;

class SandboxTest {

    private static final String PATCH = """
            *** Begin Patch
            *** Add File: patched.txt
            +hello
            *** End Patch""";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void nothingMayBeWrittenUnlessSomebodySaysSo() {
        codex.model().when("write").shell("echo written > file.txt").reply("Done.");

        resultOf(codex.client().startThread().run("write"));

        assertThat(codex.workspace()).isEmptyDirectory();
        assertThat(codex.model().requests().get(1).toolOutputs()).singleElement()
                .satisfies(output -> assertThat(output.text()).contains("code 1").contains("file.txt"));
    }

    @Test
    void workspaceMayBeWrittenWhereTheClientSaysSo() {
        codex.model().when("write").shell("echo written > file.txt").reply("Done.");

        resultOf(codex.client("sandbox-mode", "workspace-write").startThread().run("write"));

        assertThat(codex.workspace().resolve("file.txt")).hasContent("written");
    }

    @Test
    void sandboxIsOfTheTurnAndNotOfItsPredecessor() {
        codex.model().when("write").shell("echo written > file.txt").reply("Done.");
        codex.model().when("write again").shell("echo again > other.txt").reply("Done.");
        CodexThread thread = codex.client().startThread();

        resultOf(thread.run("write", TurnOptions.builder().sandboxMode(SandboxMode.WORKSPACE_WRITE).build()));
        resultOf(thread.run("write again"));

        assertThat(codex.workspace().resolve("file.txt")).exists();
        assertThat(codex.workspace().resolve("other.txt")).doesNotExist();
    }

    @Test
    void turnMayLessThanItsThread() {
        codex.model().when("write").shell("echo written > file.txt").reply("Done.");
        CodexThread thread = codex.client()
                .startThread(ThreadOptions.builder().sandboxMode(SandboxMode.DANGER_FULL_ACCESS).build());

        resultOf(thread.run("write", TurnOptions.builder().sandboxMode(SandboxMode.READ_ONLY).build()));

        assertThat(codex.workspace()).isEmptyDirectory();
    }

    @Test
    void otherDirectoriesMayBeWrittenOnlyWhereGiven() {
        Path other = codex.inside("other");
        codex.model().when("write").shell("echo written > " + other.resolve("file.txt")).reply("Done.");
        CodexClient client = strictClient();

        resultOf(client.startThread().run("write"));
        assertThat(other).isEmptyDirectory();

        resultOf(client.startThread(ThreadOptions.builder().additionalDirectories(List.of(other)).build()).run("write"));
        assertThat(other.resolve("file.txt")).hasContent("written");
    }

    @Test
    void additionalDirectoriesAreGivenAgainOnResume() {
        Path other = codex.inside("other");
        codex.model().when("hello").reply("Hi!");
        codex.model().when("write").shell("echo written > " + other.resolve("file.txt")).reply("Done.");
        CodexThread thread = strictClient("additional-directories", "../other").startThread();

        resultOf(thread.run("hello"));
        resultOf(thread.run("write"));

        assertThat(other.resolve("file.txt")).hasContent("written");
    }

    @Test
    void turnsDirectoriesReplaceTheThreads() {
        Path threads = codex.inside("of-the-thread");
        Path turns = codex.inside("of-the-turn");
        codex.model().when("write").shell("echo x > " + threads + "/file.txt; echo x > " + turns + "/file.txt").reply("Done.");
        CodexThread thread = strictClient()
                .startThread(ThreadOptions.builder().additionalDirectories(List.of(threads)).build());

        resultOf(thread.run("write", TurnOptions.builder().additionalDirectories(List.of(turns)).build()));

        assertThat(threads).isEmptyDirectory();
        assertThat(turns.resolve("file.txt")).exists();
    }

    @Test
    void networkIsThereOnlyWhereGiven() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            codex.model().when("connect")
                    .shell("bash -c 'exec 3<>/dev/tcp/" + InetAddress.getLoopbackAddress().getHostAddress() + "/"
                            + server.getLocalPort() + "' && echo connected || echo refused")
                    .reply("Done.");
            CodexClient client = codex.client("sandbox-mode", "workspace-write", "network-access", "false");
            TurnOptions network = TurnOptions.builder().networkAccess(true).build();

            assertThat(output(resultOf(client.startThread().run("connect")))).contains("refused")
                    .doesNotContain("connected");
            assertThat(output(resultOf(client.startThread().run("connect", network)))).contains("connected");
        }
    }

    @Test
    void patchChangesTheFiles() {
        codex.model().when("patch").applyPatch(PATCH).applyPatch("""
                *** Begin Patch
                *** Update File: patched.txt
                @@
                -hello
                +goodbye
                *** End Patch""").reply("Done.");

        List<FileChange> changes = items(
                resultOf(codex.client("sandbox-mode", "workspace-write").startThread().run("patch")), FileChange.class);

        Path file = codex.workspace().resolve("patched.txt");
        assertThat(file).hasContent("goodbye");
        assertThat(changes).flatExtracting(FileChange::changes)
                .extracting(FileChange.Change::path, FileChange.Change::kind).containsExactly(
                        tuple(file.toString(), FileChange.Kind.ADD), tuple(file.toString(), FileChange.Kind.UPDATE));
    }

    @Test
    void patchDeletesFiles() throws IOException {
        Path file = Files.writeString(codex.workspace().resolve("old.txt"), "old");
        codex.model().when("patch").applyPatch("""
                *** Begin Patch
                *** Delete File: old.txt
                *** End Patch""").reply("Done.");

        List<FileChange> changes = items(
                resultOf(codex.client("sandbox-mode", "workspace-write").startThread().run("patch")), FileChange.class);

        assertThat(file).doesNotExist();
        assertThat(changes).flatExtracting(FileChange::changes)
                .extracting(FileChange.Change::path, FileChange.Change::kind)
                .containsExactly(tuple(file.toString(), FileChange.Kind.DELETE));
    }

    @Test
    void patchChangesNothingInTheReadOnlySandbox() {
        codex.model().when("patch").applyPatch(PATCH).reply("Done.");

        resultOf(codex.client().startThread().run("patch"));

        assertThat(codex.workspace()).isEmptyDirectory();
    }

    /** Temporary directories may be written by default, and the build may happen in one. */
    private CodexClient strictClient(String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of("sandbox-mode", "workspace-write", "config.\"sandbox_workspace_write.exclude_slash_tmp\"", "true",
                "config.\"sandbox_workspace_write.exclude_tmpdir_env_var\"", "true"));
        return codex.client(all.toArray(String[]::new));
    }
}
