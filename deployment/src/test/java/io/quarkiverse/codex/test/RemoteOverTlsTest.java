package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;

/** codex itself has no TLS: something in front of it has, as it would be in production. */
class RemoteOverTlsTest {

    private static final String PASSWORD = "changeit";
    private static final String TOKEN = "capability-of-the-test";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Server.class))
            .overrideConfigKey("quarkus.codex.\"other\".transport", "remote")
            .overrideRuntimeConfigKey("quarkus.http.host-enabled", "false")
            .setBeforeAllCustomizer(RemoteOverTlsTest::begin)
            .setAfterAllCustomizer(RemoteOverTlsTest::end);

    private static Server server;

    @Inject
    CodexClient trusting;

    @Inject
    @CodexClientName("other")
    CodexClient other;

    private static void begin() {
        server = new Server();
        for (String prefix : List.of("quarkus.codex.", "quarkus.codex.\"other\".")) {
            APPLICATION.overrideRuntimeConfigKey(prefix + "transport", "remote");
            APPLICATION.overrideRuntimeConfigKey(prefix + "remote.url", server.url);
            APPLICATION.overrideRuntimeConfigKey(prefix + "remote.token", TOKEN);
            server.model.configOverrides().forEach((key, value) -> APPLICATION
                    .overrideRuntimeConfigKey(prefix + "config.\"" + key + "\"", value.toString()));
        }
        APPLICATION.overrideRuntimeConfigKey("quarkus.codex.remote.tls-configuration-name", "codex");
        APPLICATION.overrideRuntimeConfigKey("quarkus.tls.codex.trust-store.p12.path", server.certificate.toString());
        APPLICATION.overrideRuntimeConfigKey("quarkus.tls.codex.trust-store.p12.password", PASSWORD);
    }

    private static void end() {
        server.close();
    }

    @Test
    void certificateOfTheNamedConfigurationIsTrusted() {
        assertThat(trusting.startThread().run("hello").await().atMost(Duration.ofSeconds(60)).finalResponse())
                .isEqualTo("Hi!");
    }

    @Test
    void unknownCertificateIsNot() {
        assertThatThrownBy(() -> other.startThread().run("hello").await().atMost(Duration.ofSeconds(60)))
                .isInstanceOf(CodexConnectionException.class).hasMessageContaining("tls-configuration-name")
                .hasMessageNotContaining(TOKEN);
    }

    private static final class Server {

        private final ScriptedModel model = new ScriptedModel();
        private final Vertx vertx = Vertx.vertx();
        private final Path directory;
        private final Path certificate;
        private final Process codex;
        private final String url;

        Server() {
            model.when("hello").reply("Hi!");
            try {
                directory = Files.createTempDirectory("codex-tls-");
                certificate = directory.resolve("certificate.p12");
                makeCertificate();
                codex = startCodex();
                url = "wss://localhost:" + listen(portOf(codex));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void makeCertificate() throws IOException, InterruptedException {
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "codex", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                    "san=dns:localhost", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore",
                    certificate.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(certificate).exists();
        }

        private Process startCodex() throws IOException {
            Path token = Files.writeString(directory.resolve("token"), TOKEN);
            ProcessBuilder builder = new ProcessBuilder(CodexBinary.findOrInstall().path().toString(), "app-server",
                    "--listen", "ws://127.0.0.1:0", "--ws-auth", "capability-token", "--ws-token-file", token.toString())
                    .redirectErrorStream(true).directory(directory.toFile());
            builder.environment().putAll(model.environment());
            builder.environment().put("CODEX_HOME", directory.toString());
            return builder.start();
        }

        private static int portOf(Process codex) throws IOException {
            // Left open: codex could not write to a closed one.
            BufferedReader output = codex.inputReader();
            Pattern listens = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)");
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = listens.matcher(line);
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
            throw new IllegalStateException("codex does not listen");
        }

        private int listen(int target) {
            NetServer front = vertx.createNetServer(new NetServerOptions().setSsl(true)
                    .setKeyCertOptions(new PfxOptions().setPath(certificate.toString()).setPassword(PASSWORD)));
            front.connectHandler(near -> {
                near.pause();
                vertx.createNetClient().connect(target, "127.0.0.1").onFailure(failure -> near.close()).onSuccess(far -> {
                    near.pipeTo(far);
                    far.pipeTo(near);
                });
            });
            return front.listen(0, "localhost").toCompletionStage().toCompletableFuture().join().actualPort();
        }

        void close() {
            codex.destroy();
            codex.onExit().join();
            vertx.close().toCompletionStage().toCompletableFuture().join();
            model.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
