package io.quarkiverse.codex.it.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.it.ContextPropagation;
import io.quarkiverse.codex.runtime.ClientFactory;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * A codex that is a shell script of the test's own, for what a real one does too rarely: crash in the middle of a line, leave
 * children behind, say nothing. Register it with {@code @RegisterExtension}; after each test it insists that no process,
 * temporary file or thread is left.
 * <p>
 * In the script {@code $FAKE_CODEX} is a directory for whatever the test wants to know afterwards. Every process the script
 * starts inherits that variable, by which it is found again.
 */
final class FakeCodex implements AfterEachCallback {

    static final String THREAD_ID = "0199a213-81c0-7800-8aa1-bbab2a035a53";
    /** The first two lines of every turn. */
    static final String OPENED = event("{\"type\":\"thread.started\",\"thread_id\":\"" + THREAD_ID + "\"}")
            + event("{\"type\":\"turn.started\"}");
    static final String COMPLETED = event("{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":10,"
            + "\"cached_input_tokens\":4,\"cache_write_input_tokens\":0,\"output_tokens\":3,\"reasoning_output_tokens\":1}}");
    /** What a process does that does nothing, until somebody ends it. */
    static final String HANG = "exec sleep 600\n";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MARKER = "FAKE_CODEX";
    private static final Path ROOT = Path.of("target", "fakes").toAbsolutePath();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    static {
        ContextPropagation.setUp();
    }

    private final String name = "fake" + COUNTER.incrementAndGet();
    private final Path directory = createDirectory();
    private final List<CodexClientImpl> clients = new ArrayList<>();
    private String version = "codex-cli 0.169.0";

    private static Path createDirectory() {
        try {
            Files.createDirectories(ROOT);
            Path directory = Files.createTempDirectory(ROOT, "fake-").toRealPath();
            Files.createDirectories(directory.resolve("workspace"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of the script that writes one event. */
    static String event(String json) {
        return "cat <<'END_OF_EVENT'\n" + json + "\nEND_OF_EVENT\n";
    }

    static String says(String text) {
        return event("{\"type\":\"item.completed\",\"item\":{\"id\":\"item_0\",\"type\":\"agent_message\",\"text\":\"" + text
                + "\"}}");
    }

    static String failed(String message) {
        return event("{\"type\":\"turn.failed\",\"error\":{\"message\":\"" + message + "\"}}");
    }

    /** What {@code --version} is answered. */
    FakeCodex version(String answer) {
        this.version = answer;
        return this;
    }

    /** What a turn is: POSIX shell, one string after the other. */
    FakeCodex script(String... parts) {
        return write("#!/bin/sh\nif [ \"$1\" = --version ]; then echo '" + version + "'; exit 0; fi\n"
                + schemaNote() + String.join("\n", parts) + "\n");
    }

    /** The whole file. */
    FakeCodex write(String content) {
        try {
            Path text = Files.writeString(directory.resolve("codex.text"), content);
            // Written by this process it would be busy for as long as a child has its descriptor, which one that another thread
            // is just starting may have inherited.
            if (new ProcessBuilder("cp", text.toString(), path().toString()).start().waitFor() != 0) {
                throw new IOException("The fake codex could not be written");
            }
            Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String schemaNote() {
        return """
                previous=
                for argument in "$@"; do
                    if [ "$previous" = --output-schema ]; then echo "$argument" >> "$FAKE_CODEX/schemas"; fi
                    previous=$argument
                done
                """;
    }

    Path path() {
        return directory.resolve("codex");
    }

    Path workspace() {
        return directory.resolve("workspace");
    }

    /** A file that the script may have written. */
    Path file(String fileName) {
        return directory.resolve(fileName);
    }

    String content(String fileName) {
        try {
            return Files.readString(file(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitFile(String fileName) {
        await(() -> Files.exists(file(fileName)));
    }

    void awaitNoProcess() {
        await(() -> processes().isEmpty());
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole name of a property of the clients. */
    String property(String key) {
        return new ClientProperties(name).name(key);
    }

    /** A client with the given properties, without their prefix. */
    CodexClientImpl client(String... properties) {
        Map<String, String> all = new HashMap<>(Map.of("path", path().toString(), "transport", "exec", "retry.max-retries", "0",
                "working-directory",
                workspace().toString(), "env." + MARKER, directory.toString(), "timeouts.shutdown", "3S", "timeouts.turn",
                "60S"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        Map<String, String> prefixed = new HashMap<>();
        all.forEach((key, value) -> prefixed.put(property(key), value));
        CodexConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withMapping(CodexConfig.class).withSources(new PropertiesConfigSource(prefixed, "test", 100)).build()
                .getConfigMapping(CodexConfig.class);
        CodexClientImpl client = ClientFactory.create(name, config.clients().get(name), new ObjectMapper(), List.of());
        clients.add(client);
        return client;
    }

    CodexThread thread(String... properties) {
        return client(properties).startThread();
    }

    /** Waits until nothing of any turn is left. */
    void awaitNothingLeft() {
        Awaitility.await("processes").atMost(PATIENCE).untilAsserted(() -> assertThat(processes()).isEmpty());
        Awaitility.await("threads").atMost(PATIENCE).untilAsserted(() -> assertThat(threads())
                .allMatch(thread -> thread.endsWith("-timer")));
        Awaitility.await("schemas").atMost(PATIENCE).untilAsserted(() -> assertThat(schemas()).noneMatch(Files::exists));
    }

    /** What runs of the script, and all it has started. */
    List<ProcessHandle> processes() {
        return Processes.with(MARKER, directory.toString());
    }

    /** The files that codex was given as output schemas. */
    List<Path> schemas() {
        try {
            return Files.exists(file("schemas")) ? Files.readAllLines(file("schemas")).stream().map(Path::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the threads that belong to clients of this codex. */
    List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(thread -> thread.startsWith("codex-" + name + "-")).toList();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        try {
            awaitNothingLeft();
        } finally {
            clients.forEach(CodexClientImpl::close);
            processes().forEach(ProcessHandle::destroyForcibly);
        }
        Awaitility.await("threads").atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
