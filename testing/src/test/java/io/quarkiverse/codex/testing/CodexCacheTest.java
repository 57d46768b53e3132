package io.quarkiverse.codex.testing;

import static io.quarkiverse.codex.testing.Machines.executable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodexCacheTest {

    private static final String INSTALLED = "node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex";

    @TempDir
    Path temporary;
    private Path root;

    @BeforeEach
    void resolveLinks() throws IOException {
        root = temporary.toRealPath();
    }

    /** Installs from another JVM; every installation leaves a line in a file. */
    static final class OtherBuild {

        private OtherBuild() {
        }

        public static void main(String[] arguments) throws Exception {
            Path root = Path.of(arguments[0]);
            Path found = cacheIn(root).findOrInstall("1.0.0", directory -> {
                Files.createFile(root.resolve("installed-by-" + ProcessHandle.current().pid()));
                executable(directory.resolve(INSTALLED));
            }).orElseThrow();
            if (!Files.exists(found)) {
                throw new IllegalStateException("not there: " + found);
            }
        }
    }

    @Test
    void installsOnceHoweverManyThreadsAsk() {
        AtomicInteger installations = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Path>> found = IntStream.range(0, 16)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(() -> install(cacheIn(root), installations), threads))
                    .toList();

            assertThat(found).extracting(CompletableFuture::join)
                    .containsOnly(root.resolve("cache/1.0.0-linux-x64/" + INSTALLED));
            assertThat(installations).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void installsOnceHoweverManyJvmsAsk() throws Exception {
        List<Process> builds = new ArrayList<>();
        for (int build = 0; build < 3; build++) {
            builds.add(new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                    System.getProperty("java.class.path"), "-Xshare:auto", OtherBuild.class.getName(), root.toString())
                    .redirectErrorStream(true).redirectOutput(new File(root.toFile(), "output-" + build)).start());
        }

        for (int build = 0; build < 3; build++) {
            assertThat(builds.get(build).waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(builds.get(build).exitValue()).as(Files.readString(root.resolve("output-" + build))).isZero();
        }
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("installed-by-"))).hasSize(1);
        }
    }

    @Test
    void doesNotTrustWhatAKilledBuildLeft() throws IOException {
        executable(root.resolve("cache/1.0.0-linux-x64/" + INSTALLED), "half");
        executable(root.resolve("cache/1.0.0-linux-x64.installing-123/" + INSTALLED), "half");
        AtomicInteger installations = new AtomicInteger();

        assertThat(cacheIn(root).find("1.0.0")).isEmpty();
        assertThat(install(cacheIn(root), installations)).hasContent("native");
        assertThat(root.resolve("cache/1.0.0-linux-x64.installing-123")).doesNotExist();
        assertThat(installations).hasValue(1);
    }

    @Test
    void keepsVersionsApart() throws Exception {
        AtomicInteger installations = new AtomicInteger();
        install(cacheIn(root), installations);

        assertThat(cacheIn(root).find("1.0.0")).isPresent();
        assertThat(cacheIn(root).find("2.0.0")).isEmpty();
    }

    @Test
    void liesAmongTheCachesOfTheUser() {
        assertThat(locationOn(Machines.with("Mac OS X", "aarch64")))
                .isEqualTo(root.resolve("Library/Caches/quarkus-codex/1-darwin-arm64"));
        assertThat(locationOn(Machines.with("Linux", "amd64"))).isEqualTo(root.resolve(".cache/quarkus-codex/1-linux-x64"));
        assertThat(locationOn(Machines.with("Windows 11", "amd64")))
                .isEqualTo(root.resolve("AppData/Local/quarkus-codex/1-win32-x64"));
        assertThat(locationOn(Machines.with("Linux", "amd64").environment("CODEX_TESTING_CACHE",
                root.resolve("elsewhere")))).isEqualTo(root.resolve("elsewhere/1-linux-x64"));
    }

    private Path locationOn(Machines machine) {
        return new CodexCache(machine.environment("HOME", root).machine()).directoryOf("1");
    }

    private static Path install(CodexCache cache, AtomicInteger installations) {
        try {
            return cache.findOrInstall("1.0.0", directory -> {
                installations.incrementAndGet();
                executable(directory.resolve(INSTALLED));
            }).orElseThrow();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static CodexCache cacheIn(Path root) {
        return new CodexCache(
                Machines.with("Linux", "amd64").property("codex.testing.cache", root.resolve("cache")).machine());
    }
}
