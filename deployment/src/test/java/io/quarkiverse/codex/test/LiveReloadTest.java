package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusDevModeTest;
import io.quarkus.test.common.http.TestHTTPResource;

class LiveReloadTest {

    private static final int RELOADS = 20;
    /** The one that runs, and those that threads of Quarkus remember until they do something again. */
    private static final int LATEST_APPLICATIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ScriptedModel MODEL = new ScriptedModel();

    @TempDir
    static Path home;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(ReloadRoutes.class)
                    .addAsResource(DevModeConfiguration.of(MODEL, home), "application.properties"));

    @TestHTTPResource("/")
    URI application;

    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterAll
    static void closeModel() {
        MODEL.close();
        // Whoever reads all properties expects texts.
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(ReloadRoutes.LOADER));
        System.clearProperty(ReloadRoutes.ENDS);
    }

    @Test
    void leavesNothingOfTheApplicationsBefore() throws Exception {
        MODEL.when("think").stall();
        MODEL.when("hello").reply("Hi!");
        Set<String> filesBefore = temporaryFiles();
        assertThat(get("hello")).isEqualTo("before: Hi!");
        int threadsOfOne = threads().size();

        for (int reload = 1; reload <= RELOADS; reload++) {
            String mark = "reload " + reload + ": ";
            get("begin");
            MODEL.awaitStalled("think", PATIENCE);
            MODEL.clear();
            APPLICATION.modifySourceFile(ReloadRoutes.class,
                    source -> source.replaceFirst("\"(before|reload \\d+): \"", "\"" + mark + "\""));

            assertThat(get("hello")).isEqualTo(mark + "Hi!");
            int turns = reload;
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(System.getProperty(ReloadRoutes.ENDS, "").split(" "))
                    .as("ends of turns after reload %d", turns).hasSize(turns).containsOnly("CodexShutdownException"));
            assertThat(CodexProcesses.codexes()).as("processes after reload %d", reload).hasSize(1);
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            System.gc();
            assertThat(loaders()).hasSize(RELOADS + 1).filteredOn(loader -> loader.get() != null)
                    .as("applications that are held on to").hasSizeLessThanOrEqualTo(LATEST_APPLICATIONS);
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).hasSizeLessThanOrEqualTo(threadsOfOne));
        await().atMost(PATIENCE).until(() -> filesBefore.containsAll(temporaryFiles()));
    }

    private static List<WeakReference<?>> loaders() {
        return System.getProperties().entrySet().stream()
                .filter(entry -> entry.getKey().toString().startsWith(ReloadRoutes.LOADER))
                .<WeakReference<?>> map(entry -> (WeakReference<?>) entry.getValue()).toList();
    }

    /** Of clients; those of codex itself are processes. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(name -> name.startsWith("codex")).sorted().toList();
    }

    /** What this library makes for a turn; other tests on the same machine do so, too, for a while. */
    private static Set<String> temporaryFiles() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("codex-schema-") || name.startsWith("codex-image-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(application.resolve(path)).build(), BodyHandlers.ofString()).body();
    }
}
