package io.quarkiverse.codex.runtime.transport.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.transport.Secrets;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Needs the permissions and names of POSIX file systems")
class ExecutableSearchTest {

    private static final ClientProperties CLIENT = new ClientProperties("reviewer");

    private static final String NODE = "#!/usr/bin/env node\n";
    private static final String MEND = "install it with 'npm install -g @openai/codex@0.169.0', or set quarkus.codex.\"reviewer\".path to a"
            + " codex executable";
    private static final String LINUX = "@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex";

    private static final Secrets NO_SECRETS = new Secrets(List.of());

    @TempDir
    Path temporary;
    private Path root;

    @BeforeEach
    void resolveLinks() throws IOException {
        root = temporary.toRealPath();
    }

    private Path file(String name, String content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostMachine machine(String name, String architecture) {
        Map<String, String> properties = Map.of("os.name", name, "os.arch", architecture);
        return new HostMachine(properties::get, variable -> null, ":");
    }

    private static NativeExecutable on(String name, String architecture) {
        return new NativeExecutable(machine(name, architecture));
    }

    private Path search(String configured, Path... path) {
        String searched = String.join(File.pathSeparator, List.of(path).stream().map(Path::toString).toList());
        return new ExecutableSearch(Map.of("PATH", searched), CLIENT).find(configured == null ? null : Path.of(configured));
    }

    @ParameterizedTest
    @CsvSource({
            "Linux, amd64, codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex",
            "Linux, aarch64, codex-linux-arm64/vendor/aarch64-unknown-linux-musl/bin/codex",
            "Mac OS X, aarch64, codex-darwin-arm64/vendor/aarch64-apple-darwin/bin/codex",
            "Mac OS X, x86_64, codex-darwin-arm64/vendor/aarch64-apple-darwin/bin/codex",
            "Windows 11, amd64, codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe",
            "Windows 11, arm64, codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe" })
    void behindTheLauncherIsThePlatformsPackage(String system, String architecture, String executable) {
        Path launcher = file("node_modules/@openai/codex/bin/codex.js", NODE);
        Path expected = file("node_modules/@openai/" + executable, "native");

        assertThat(on(system, architecture).behind(launcher)).contains(expected);
        assertThat(on(system, architecture).installedIn(root)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
            "node_modules/@openai/codex/vendor/x86_64-unknown-linux-musl/bin/codex",
            "node_modules/@openai/codex/node_modules/" + LINUX, "node_modules/" + LINUX })
    void whereverNpmHasPutIt(String executable) {
        Path launcher = file("node_modules/@openai/codex/bin/codex.js", NODE);
        Path expected = file(executable, "native");

        assertThat(on("Linux", "amd64").behind(launcher)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "lib/node_modules, bin/codex", "node_modules, node_modules/.bin/codex", "node_modules, codex" })
    void linksAndShimsAreFollowed(String nodeModules, String link) throws IOException {
        Path launcher = file(nodeModules + "/@openai/codex/bin/codex.js", NODE);
        Path expected = file(nodeModules + "/" + LINUX, "native");
        Files.createDirectories(root.resolve(link).getParent());
        Path linked = Files.createSymbolicLink(root.resolve(link), launcher);
        assertThat(on("Linux", "amd64").behind(linked)).contains(expected);

        Files.delete(linked);
        assertThat(on("Linux", "amd64").behind(file(link, "#!/bin/sh\nexec node\n"))).contains(expected);
    }

    @Test
    void aNativeFileIsItself() throws IOException {
        Path codex = file("bin/codex", "\u007fELF");
        Path link = Files.createSymbolicLink(root.resolve("link"), codex);

        assertThat(on("Linux", "amd64").behind(codex)).contains(codex);
        assertThat(on("Linux", "amd64").behind(link)).contains(codex);
        assertThat(on("Linux", "amd64").behind(root)).isEmpty();
        assertThat(on("Windows 11", "amd64").behind(file("codex.exe", "MZ"))).contains(root.resolve("codex.exe"));
        assertThat(on("Windows 11", "amd64").behind(file("x/codex.cmd", "@node"))).isEmpty();
    }

    @Test
    void withoutAPlatformThereIsNothing() {
        Path launcher = file("node_modules/@openai/codex/bin/codex.js", NODE);
        file("node_modules/" + LINUX, "native");

        for (NativeExecutable elsewhere : List.of(on("Linux", "s390x"), on("SunOS", "amd64"), on("Linux", "arm64"))) {
            assertThat(elsewhere.behind(launcher)).isEmpty();
            assertThat(elsewhere.installedIn(root)).isEmpty();
        }
        assertThat(machine("SunOS", "sparc").describe()).isEqualTo("SunOS on sparc");
    }

    @Test
    void whatIsConfiguredIsTaken() {
        Path codex = file("bin/my-codex", "\u007fELF");
        Path wrapper = file("bin/wrapper", "#!/bin/sh\n");

        assertThat(search(codex.toString())).isEqualTo(codex);
        assertThat(search(wrapper.toString())).isEqualTo(wrapper);
        assertThat(search("my-codex", root, root.resolve("bin"))).isEqualTo(codex);
    }

    @Test
    void thePathIsSearchedInOrder() throws IOException {
        Files.createDirectories(root.resolve("a/codex"));
        Path unusable = file("b/codex", "x");
        Files.setPosixFilePermissions(unusable, PosixFilePermissions.fromString("rw-------"));
        Path first = file("c/codex", "#!/bin/sh\n");
        file("d/codex", "#!/bin/sh\n");

        assertThat(search(null, root.resolve("a"), root.resolve("b"), root.resolve("c"), root.resolve("d"))).isEqualTo(first);
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        Path plain = file("plain", "x");
        Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("rw-------"));
        String named = ", which quarkus.codex.\"reviewer\".path names";

        assertThatThrownBy(() -> search(null)).isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage("There is no codex in any of the 0 directories of the PATH: " + MEND);
        assertThatThrownBy(() -> search("cdx", root)).hasMessage("There is no cdx in any of the 1 directories of the PATH: "
                + MEND);
        assertThatThrownBy(() -> search(root + "/no")).hasMessage("There is no codex at " + root + "/no" + named + ": " + MEND);
        assertThatThrownBy(() -> search(root.toString()))
                .hasMessage(root + named + ", is a directory: name the executable in it, or " + MEND);
        assertThatThrownBy(() -> search(plain.toString()))
                .hasMessage(plain + named + ", is not executable: give the application"
                        + " the right to execute it, or " + MEND);
    }

    @ParameterizedTest
    @CsvSource({ "Linux, codex.js", "Linux, bin/codex.js", "Windows 11, codex.js", "Windows 11, codex.cmd",
            "Windows 11, Codex.CMD", "Windows 11, codex.bat" })
    void aLauncherOfNothingIsRefused(String system, String name) {
        Path launcher = file(name, NODE);

        assertThatThrownBy(() -> new ExecutableSearch(machine(system, "amd64"), CLIENT).find(launcher))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage(launcher + " only launches codex, and there is no codex for " + system + " on amd64 behind it: "
                        + MEND);
    }

    @Test
    void aLauncherOfNothingOnThePathIsRefused() throws IOException {
        Path shim = file("codex.cmd", "@node");
        Map<String, String> properties = Map.of("os.name", "Windows 11", "os.arch", "amd64");
        Map<String, String> environment = Map.of("Path", root.toString());
        HostMachine windows = new HostMachine(properties::get, environment::get, ";");

        assertThatThrownBy(() -> new ExecutableSearch(windows, CLIENT).find(null))
                .hasMessageStartingWith(shim + " only launches");
        Path link = Files.createSymbolicLink(root.resolve("codex"), file("elsewhere/codex.js", NODE));
        assertThatThrownBy(() -> search(null, root)).hasMessageStartingWith(link + " only launches");
    }

    @Test
    void aBatchFileElsewhereIsAWrapperLikeAnyOther() {
        Path wrapper = file("codex.bat", "#!/bin/sh\n");

        assertThat(search(wrapper.toString())).isEqualTo(wrapper);
    }

    @ParameterizedTest
    @CsvSource({ "/codex.js", "/bin/codex.js" })
    void aLauncherMayLieWhereNothingIsAbove(String name) throws IOException {
        // Nobody's own root has to be written to for that.
        try (FileSystem archive = FileSystems.newFileSystem(root.resolve("files.zip"), Map.of("create", "true"))) {
            Path launcher = archive.getPath(name);
            Files.createDirectories(launcher.getParent());
            Files.writeString(launcher, NODE);

            assertThat(on("Linux", "amd64").behind(launcher)).isEmpty();
        }
    }

    @Test
    void aVersionThatNeverComesIsNotWaitedForForEver() {
        Path codex = file("codex", "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.1; done\n");

        assertThatThrownBy(() -> CodexExecutable.find(CLIENT, codex, System.getenv(), NO_SECRETS, Duration.ofMillis(300)))
                .isExactlyInstanceOf(CodexConfigurationException.class)
                .hasMessage(codex
                        + " --version did not end within 0 seconds: set quarkus.codex.\"reviewer\".path to a codex executable");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aVersionOfTooManyDigitsIsNone() {
        Path codex = file("codex", "#!/bin/sh\necho codex-cli 0.99999999999999999999.0\n");

        assertThatThrownBy(() -> CodexExecutable.find(CLIENT, codex, System.getenv(), NO_SECRETS))
                .hasMessageStartingWith(codex + " --version did not tell a version of codex but 'codex-cli 0.9999");
    }

    @Test
    void aVersionIsTold() {
        Path codex = file("codex", "#!/bin/sh\necho codex-cli 0.150.1-alpha.2\n");

        assertThat(CodexExecutable.find(CLIENT, codex, System.getenv(), NO_SECRETS))
                .isEqualTo(new CodexExecutable(codex, "0.150.1-alpha.2"));
    }

    @Test
    void aVersionMayComeWithMuchElse() {
        Path codex = file("codex", "#!/bin/sh\necho codex-cli 0.150.1\nhead -c 1000000 /dev/zero\n");

        assertThat(CodexExecutable.find(CLIENT, codex, System.getenv(), NO_SECRETS).version()).isEqualTo("0.150.1");
    }

    @Test
    void aSecretInTheAnswerIsMasked() {
        Path codex = file("codex", "#!/bin/sh\necho key is sk-12345\n");

        assertThatThrownBy(
                () -> CodexExecutable.find(CLIENT, codex, System.getenv(), new Secrets(List.of("sk-12345"))))
                .hasMessageContaining("but 'key is *****'");
    }
}
