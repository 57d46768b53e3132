package io.quarkiverse.codex.approval;

import static io.quarkiverse.codex.approval.ApprovalConditions.command;
import static io.quarkiverse.codex.approval.ApprovalConditions.commandMatching;
import static io.quarkiverse.codex.approval.ApprovalConditions.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalConditionsTest {

    @TempDir
    Path directory;

    @Test
    void comparesTheFirstWords() {
        Predicate<ApprovalRequest> condition = command("git", "log");

        assertThat(condition).accepts(Requests.command("git log"), Requests.command("bash -lc 'git log -3'"))
                .rejects(Requests.command("git"), Requests.command("git logger"), Requests.command("git log | sh"),
                        Requests.command("/tmp/git log"), Requests.command(null), Requests.toReach("example.com", "git log"),
                        Requests.files("git log"), Requests.question());
        assertThatThrownBy(ApprovalConditions::command).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> command(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({ "npm run test:*, npm run test:unit, true", "npm run test:*, npm run test:, true",
            "npm run test:*, npm run test:unit --fix, false", "npm run test:*, npm run build, false",
            "ls **, ls, true", "ls **, ls -l /x, true", "ls **, lsof, false", "ls *, ls, false", "ls *, ls x, true",
            "ls *, ls x y, false", "ls, ls, true", "ls, ls x, false", "*test*, mytests, true", "a.c, abc, false",
            "ls **, ls; rm x, false" })
    void matchesWordForWord(String pattern, String commandLine, boolean expected) {
        assertThat(commandMatching(pattern).test(Requests.command(commandLine))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "**" })
    void refusesPatternsWithoutAProgram(String pattern) {
        assertThatThrownBy(() -> commandMatching(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhatLiesInADirectory() {
        Predicate<ApprovalRequest> condition = inside(Path.of("/no/such"));

        assertThat(condition).accepts(Requests.command("ls", "/no/such"), Requests.command("ls", "/no/such/x"),
                Requests.files("/no/such/a", "/no/such/b/c"))
                .rejects(Requests.command("ls", "/no/suchlike"), Requests.command("ls", "/no/such/../x"),
                        Requests.command("ls", "x"), Requests.command("ls", null), Requests.command("ls", "\0"),
                        Requests.permissions(null), Requests.permissions("/no/such"), Requests.files(),
                        Requests.files("/no/such/x/../../a"),
                        Requests.files("/no/such/a", "/no/other"), Requests.question(), Requests.elicitation(),
                        new FileChangeApproval(Requests.origin(), List.of("/no/such/a"), null, "/"),
                        new FileChangeApproval(Requests.origin(), List.of(), null, null));
    }

    @Test
    void whatReachesFurtherThanItsDirectoryIsNotInside() {
        assertThat(inside(Path.of("/workspace"))).accepts(Requests.command("ls"))
                .rejects(Requests.toReach("example.com", "curl example.com"), Requests.withMore("ls"));
    }

    @Test
    void followsLinks() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("new"));
        Files.createSymbolicLink(directory.resolve("alias"), root);

        assertThat(inside(root)).accepts(Requests.files(root + "/new"), Requests.files(directory + "/alias/new/file"))
                .rejects(Requests.files(root + "/link/new"), Requests.command("ls", root + "/link"),
                        Requests.files(root + "/none/../link/x"), Requests.files(root + "/dangling"),
                        Requests.files(root + "/dangling/x"));
        assertThat(inside(directory.resolve("alias"))).accepts(Requests.files(root + "/new"));
    }
}
