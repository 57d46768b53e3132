package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Machines.executable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.codex.runtime.transport.executable.NativeExecutable;

class NativeExecutableTest {

    private static final String SCRIPT = "#!/usr/bin/env node\n";
    private static final String LINUX = "codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex";
    private static final String WINDOWS = "codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe";

    @TempDir
    Path temporary;
    private Path root;

    @BeforeEach
    void resolveLinks() throws IOException {
        root = temporary.toRealPath();
    }

    @ParameterizedTest
    @CsvSource({
            "Linux, amd64, codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex",
            "Linux, aarch64, codex-linux-arm64/vendor/aarch64-unknown-linux-musl/bin/codex",
            "Mac OS X, x86_64, codex-darwin-x64/vendor/x86_64-apple-darwin/bin/codex",
            "Mac OS X, aarch64, codex-darwin-arm64/vendor/aarch64-apple-darwin/bin/codex",
            "Mac OS X, x86_64, codex-darwin-arm64/vendor/aarch64-apple-darwin/bin/codex",
            "Windows 11, amd64, codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe",
            "Windows 11, aarch64, codex-win32-arm64/vendor/aarch64-pc-windows-msvc/bin/codex.exe",
            "Windows 11, aarch64, codex-win32-x64/vendor/x86_64-pc-windows-msvc/bin/codex.exe" })
    void findsThePlatformsPackageBesideTheLauncher(String osName, String osArch, String executable) {
        Path launcher = executable(root.resolve("node_modules/@openai/codex/bin/codex.js"), SCRIPT);
        Path expected = executable(root.resolve("node_modules/@openai/" + executable));

        assertThat(on(osName, osArch).behind(launcher)).contains(expected);
        assertThat(on(osName, osArch).installedIn(root)).contains(expected);
    }

    @Test
    void prefersTheArchitectureOfTheMachine() {
        executable(root.resolve("node_modules/@openai/codex-darwin-x64/vendor/x86_64-apple-darwin/bin/codex"));
        Path expected = executable(
                root.resolve("node_modules/@openai/codex-darwin-arm64/vendor/aarch64-apple-darwin/bin/codex"));

        assertThat(on("Mac OS X", "aarch64").installedIn(root)).contains(expected);
    }

    @Test
    void findsTheNestedPackage() {
        Path launcher = executable(root.resolve("node_modules/@openai/codex/bin/codex.js"), SCRIPT);
        Path expected = executable(root.resolve("node_modules/@openai/codex/node_modules/@openai/" + LINUX));

        assertThat(linux().behind(launcher)).contains(expected);
        assertThat(linux().installedIn(root)).contains(expected);
    }

    @Test
    void findsTheVendorDirectoryInThePackageItself() {
        Path launcher = executable(root.resolve("node_modules/@openai/codex/bin/codex.js"), SCRIPT);
        Path expected = executable(
                root.resolve("node_modules/@openai/codex/vendor/x86_64-unknown-linux-musl/bin/codex"));

        assertThat(linux().behind(launcher)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "node_modules, node_modules/.bin/codex", "lib/node_modules, bin/codex" })
    void followsTheLinkThatNpmMakes(String nodeModules, String link) throws IOException {
        Path launcher = executable(root.resolve(nodeModules + "/@openai/codex/bin/codex.js"), SCRIPT);
        Path expected = executable(root.resolve(nodeModules + "/@openai/" + LINUX));
        Files.createDirectories(root.resolve(link).getParent());
        Files.createSymbolicLink(root.resolve(link), launcher);

        assertThat(linux().behind(root.resolve(link))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "node_modules, node_modules/.bin/codex", "lib/node_modules, bin/codex", "node_modules, codex" })
    void looksBesideAShellScript(String nodeModules, String shim) {
        executable(root.resolve(nodeModules + "/@openai/codex/bin/codex.js"), SCRIPT);
        Path expected = executable(root.resolve(nodeModules + "/@openai/codex/node_modules/@openai/" + LINUX));

        assertThat(linux().behind(executable(root.resolve(shim), "#!/bin/sh\n"))).contains(expected);
    }

    @Test
    void followsTheLinksOfAStoreOfPackages() throws IOException {
        Path store = root.resolve("node_modules/.store/codex/node_modules/@openai");
        executable(store.resolve("codex/bin/codex.js"), SCRIPT);
        Path expected = executable(store.resolve(LINUX));
        Files.createDirectories(root.resolve("node_modules/@openai"));
        Files.createSymbolicLink(root.resolve("node_modules/@openai/codex"), store.resolve("codex"));

        assertThat(linux().behind(executable(root.resolve("node_modules/.bin/codex"), "#!/bin/sh\n"))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "node_modules, codex.cmd", "node_modules, node_modules/.bin/codex.cmd", "node_modules, codex" })
    void looksBesideAWindowsShim(String nodeModules, String shim) {
        Path expected = executable(root.resolve(nodeModules + "/@openai/codex/node_modules/@openai/" + WINDOWS));

        assertThat(on("Windows 11", "amd64").behind(executable(root.resolve(shim), "@ECHO off"))).contains(expected);
    }

    @Test
    void takesANativeExecutableAsItIs() {
        assertThat(linux().behind(executable(root.resolve("codex")))).contains(root.resolve("codex"));
        assertThat(on("Windows 11", "amd64").behind(executable(root.resolve("codex.exe")))).contains(root.resolve("codex.exe"));
    }

    @Test
    void findsNothingBehindWhatLeadsNowhere() throws IOException {
        assertThat(linux().behind(root.resolve("absent"))).isEmpty();
        assertThat(linux().behind(root)).isEmpty();
        assertThat(linux().behind(executable(root.resolve("shim"), "#!/bin/sh\n"))).isEmpty();
        assertThat(linux().behind(Files.writeString(root.resolve("text"), "not executable"))).isEmpty();
        assertThat(on("Windows 11", "amd64").behind(executable(root.resolve("codex.cmd"), "@ECHO off"))).isEmpty();
        assertThat(on("Plan 9", "amd64").installedIn(root)).isEmpty();
        assertThat(on("Linux", "s390x").installedIn(root)).isEmpty();
    }

    private static NativeExecutable linux() {
        return on("Linux", "amd64");
    }

    private static NativeExecutable on(String osName, String osArch) {
        return new NativeExecutable(Machines.with(osName, osArch).machine());
    }
}
