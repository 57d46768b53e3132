package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.testing.Gate;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** A home of the application's own, made by the client. */
class IsolatedHomeTest {

    private static final String HEADER = "the-secret-of-the-collector";

    @RegisterExtension
    final Codex codex = new Codex();

    private final Path home = codex.inside("of-the-application").resolve("codex/home");

    private CodexClient client(String... properties) {
        String[] all = new String[properties.length + 4];
        System.arraycopy(new String[] { "isolated-home", "true", "home", home.toString() }, 0, all, 0, 4);
        System.arraycopy(properties, 0, all, 4, properties.length);
        return codex.client(all);
    }

    @Test
    void isMadeWithTheConfigurationInIt() throws IOException {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        CodexClient client = client("config.\"projects.'/srv/my.app'.trust_level\"", "untrusted");
        assertThat(home).doesNotExist();

        String thread = resultOf(client.startThread().run("my name is Ada")).threadId();

        assertThat(Files.readString(home.resolve("config.toml"))).startsWith("# Written by Quarkus Codex")
                .contains("model_providers.").contains("/srv/my.app");
        assertThat(codex.home()).isEmptyDirectory();
        codex.close(client);
        assertThat(resultOf(client().resumeThread(thread).run("who am I?")).finalResponse()).isEqualTo("Ada.");
        assertThat(Files.readString(home.resolve("config.toml"))).doesNotContain("/srv/my.app");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Needs the permissions of POSIX file systems")
    void isForTheApplicationsUserOnly() throws IOException {
        codex.model().when("hello").reply("Hi!");
        resultOf(client().startThread().run("hello"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("config.toml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isNotWhereSomebodyElseHasSomething() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("config.toml"), "model = \"mine\"\n");

        assertThat(failureOf(client().startThread().run("hello"))).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining(home.toString()).hasMessageContaining("else has")
                .hasMessageContaining("quarkus.codex.home");
        assertThat(home.resolve("config.toml")).hasContent("model = \"mine\"");
    }

    @Test
    void hasToBeNamed() {
        assertThatThrownBy(() -> client("home", null)).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("quarkus.codex.home");
        assertThatThrownBy(() -> client("transport", "remote", "remote.url", "ws://localhost:1"))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("remote");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Looks at processes in /proc")
    void codexExportsWhatTheFileSaysAndNoCommandLineTells() throws IOException {
        Gate gate = new Gate();
        codex.model().when("hello").hold(gate).reply("Hi!");
        try (Collector collector = new Collector()) {
            String exporter = "config.\"otel.trace_exporter.otlp-http";
            CodexClient client = client("config.\"otel.environment\"", "canary-environment",
                    exporter + ".endpoint\"", collector.url(), exporter + ".protocol\"", "json",
                    exporter + ".headers.authorization\"", HEADER);
            AssertSubscriber<?> turn = Turns.subscribe(client.startThread().runStreamed("hello"), Long.MAX_VALUE);
            gate.awaitReached(Turns.PATIENCE);
            assertThat(Processes.mentioning(codex.workspace().toString()).isEmpty()
                    && Processes.mentioning("app-server").isEmpty()).isFalse();
            assertThat(Processes.mentioning(HEADER)).isEmpty();
            assertThat(Processes.mentioning("canary-environment")).isEmpty();
            gate.open();
            turn.awaitCompletion(Turns.PATIENCE);
            codex.close(client);

            await().atMost(Turns.PATIENCE).until(() -> !collector.bodies.isEmpty());
            assertThat(collector.bodies).anyMatch(body -> body.contains("canary-environment"));
            assertThat(collector.authorizations).containsOnly(HEADER);
        }
    }

    /** Somewhere to send traces to. */
    private static final class Collector implements AutoCloseable {

        private final List<String> bodies = new CopyOnWriteArrayList<>();
        private final List<String> authorizations = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Collector() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
