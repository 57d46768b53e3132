package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Machines.executable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodexBinaryLocatorTest {

    private static final String INSTALLED = "node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex";

    @TempDir
    Path temporary;
    private Path root;
    private Machines machine;
    private final List<List<String>> commands = new ArrayList<>();

    @BeforeEach
    void anEmptyMachine() throws IOException {
        root = temporary.toRealPath();
        machine = Machines.with("Linux", "amd64").environment("HOME", root.resolve("home")).environment("PATH",
                root.resolve("one") + ";" + root.resolve("two"));
    }

    @Test
    void looksAtThePropertyThenTheVariableThenThePathThenTheCache() throws IOException {
        Path cached = executable(
                root.resolve("home/.cache/quarkus-codex/" + CodexBinary.PINNED_VERSION + "-linux-x64/" + INSTALLED));
        Files.createFile(root.resolve("home/.cache/quarkus-codex/" + CodexBinary.PINNED_VERSION + "-linux-x64/.complete"));
        assertThat(found()).isEqualTo(cached);

        Path second = executable(root.resolve("two/codex"));
        assertThat(found()).isEqualTo(second);
        Path first = executable(root.resolve("one/codex"));
        assertThat(found()).isEqualTo(first);

        Path variable = executable(root.resolve("variable"));
        machine.environment("CODEX_PATH", variable);
        assertThat(found()).isEqualTo(variable);

        Path property = executable(root.resolve("property"));
        machine.property("quarkus.codex.path", property);
        assertThat(found()).isEqualTo(property);

        Path explicit = executable(root.resolve("explicit"));
        assertThat(locator(this::noCommand).named("the caller", explicit.toString()).path()).isEqualTo(explicit);
    }

    @Test
    void findsACommandByName() {
        Path beta = executable(root.resolve("two/codex-beta"));
        machine.property("quarkus.codex.path", "codex-beta");

        assertThat(found()).isEqualTo(beta);
    }

    @Test
    void doesNotGoOnWhenThePathThatWasNamedIsWrong() {
        executable(root.resolve("one/codex"));
        machine.environment("CODEX_PATH", root.resolve("nowhere"));

        assertThatThrownBy(this::found).isInstanceOf(CodexBinaryNotFoundException.class)
                .hasMessageContaining("CODEX_PATH").hasMessageContaining(root.resolve("nowhere").toString());
    }

    @Test
    void passesOverAnotherVersionOnThePath() {
        executable(root.resolve("one/codex"));
        Path wanted = executable(root.resolve("two/codex"));
        machine.property("codex.version", "0.163.0");

        CodexBinary binary = locator((command, directory, timeout) -> new CommandRunner.Outcome(0, false,
                command.get(0).contains("one") ? "codex-cli 0.169.0" : "codex-cli 0.163.0")).find().orElseThrow();

        assertThat(binary.path()).isEqualTo(wanted);
        assertThat(binary.version()).isEqualTo("0.163.0");
    }

    @Test
    void namesEveryPlaceAndTheCommandWhenThereIsNoNpm() {
        executable(root.resolve("two/codex"), "#!/bin/sh\n");

        assertThatThrownBy(() -> locator(this::noCommand).findOrInstall())
                .isInstanceOfSatisfying(CodexBinaryNotFoundException.class, failure -> {
                    assertThat(failure.placesLookedAt()).hasSize(6);
                    assertThat(failure).hasMessageContaining("system property quarkus.codex.path: not set")
                            .hasMessageContaining("environment variable CODEX_PATH: not set")
                            .hasMessageContaining(root.resolve("two/codex") + " leads to no native executable")
                            .hasMessageContaining("PATH: no usable codex in its 2 directories")
                            .hasMessageContaining(root.resolve("home/.cache/quarkus-codex").toString())
                            .hasMessageContaining("there is no npm on PATH")
                            .hasMessageContaining("npm install --global @openai/codex@" + CodexBinary.PINNED_VERSION);
                });
    }

    @Test
    void saysWhereCodexIsNotPublished() {
        machine.property("os.arch", "s390x");

        assertThatThrownBy(() -> locator(this::noCommand).findOrInstall())
                .isInstanceOf(CodexBinaryNotFoundException.class).hasMessageContaining("not published for Linux on s390x");
    }

    @Test
    void installsTheWantedVersionWithNpm() {
        Path npm = executable(root.resolve("two/npm"), "#!/usr/bin/env node\n");
        machine.property("codex.version", "0.155.0").property("codex.testing.cache", root.resolve("cache"))
                .property("codex.testing.install-timeout", "90");

        CodexBinary binary = locator((command, directory, timeout) -> {
            commands.add(command);
            assertThat(timeout).isEqualTo(Duration.ofSeconds(90));
            executable(directory.resolve(INSTALLED));
            return new CommandRunner.Outcome(0, false, "added 2 packages");
        }).findOrInstall();

        assertThat(binary.path()).isEqualTo(root.resolve("cache/0.155.0-linux-x64/" + INSTALLED));
        assertThat(commands).singleElement().satisfies(command -> assertThat(command).startsWith(npm.toString(), "install",
                "--prefix").contains("@openai/codex@0.155.0"));
        assertThat(found()).isEqualTo(binary.path());
    }

    @Test
    void leavesNoTraceOfAnInstallationThatFailed() throws IOException {
        executable(root.resolve("one/npm"));
        machine.environment("XDG_CACHE_HOME", root.resolve("xdg"));

        assertThatThrownBy(() -> locator((command, directory, timeout) -> {
            executable(directory.resolve(INSTALLED));
            return new CommandRunner.Outcome(1, false, "ENOSPC");
        }).findOrInstall()).hasMessageContaining("code 1").hasMessageContaining("ENOSPC");
        assertThatThrownBy(() -> locator((command, directory, timeout) -> new CommandRunner.Outcome(-1, true, "fetching"))
                .findOrInstall()).hasMessageContaining("killed after PT5M").hasMessageContaining("fetching");
        assertThatThrownBy(() -> locator((command, directory, timeout) -> new CommandRunner.Outcome(0, false, "done"))
                .findOrInstall()).hasMessageContaining("without an executable for Linux on amd64");

        try (var files = Files.list(root.resolve("xdg/quarkus-codex"))) {
            assertThat(files).containsExactly(
                    root.resolve("xdg/quarkus-codex/" + CodexBinary.PINNED_VERSION + "-linux-x64.lock"));
        }
    }

    @Test
    void runsNpmOnWindowsWithoutTheCommandInterpreter() {
        Path node = executable(root.resolve("one/node.exe"));
        executable(root.resolve("one/npm.cmd"), "@ECHO off");
        Path script = executable(root.resolve("one/node_modules/npm/bin/npm-cli.js"), "");
        machine.property("os.name", "Windows 11").environment("LOCALAPPDATA", root.resolve("local"));

        CodexBinary binary = locator((command, directory, timeout) -> {
            commands.add(command);
            executable(directory.resolve(
                    "node_modules/@openai/codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe"));
            return new CommandRunner.Outcome(0, false, "");
        }).findOrInstall();

        assertThat(binary.path()).startsWith(root.resolve("local/quarkus-codex"));
        assertThat(commands).singleElement()
                .satisfies(command -> assertThat(command).startsWith(node.toString(), script.toString(), "install"));
    }

    @Test
    void findsNpmOfItsOwnPrefixOnWindowsAndNodeElsewhere() {
        executable(root.resolve("one/npm.cmd"), "@ECHO off");
        Path script = executable(root.resolve("one/node_modules/npm/bin/npm-cli.js"), "");
        Path node = executable(root.resolve("two/node.exe"));
        machine.property("os.name", "Windows 11");

        assertThat(new NpmCommand(machine.machine()).install(root, "1.0.0").orElseThrow())
                .startsWith(node.toString(), script.toString());
    }

    private Path found() {
        return locator(this::noCommand).find().orElseThrow().path();
    }

    private CommandRunner.Outcome noCommand(List<String> command, Path directory, Duration timeout) {
        if (command.contains("--version")) {
            return new CommandRunner.Outcome(0, false, "codex-cli 0.155.0");
        }
        throw new AssertionError("ran " + command);
    }

    private CodexBinaryLocator locator(CommandRunner runner) {
        return new CodexBinaryLocator(machine.machine(), runner);
    }
}
