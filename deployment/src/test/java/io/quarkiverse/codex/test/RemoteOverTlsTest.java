package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;

/** codex itself has no TLS: something in front of it has, as it would be in production. */
class RemoteOverTlsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Server.class, ListeningCodex.class, TestCertificate.class))
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
            APPLICATION.overrideRuntimeConfigKey(prefix + "remote.token", ListeningCodex.TOKEN);
            server.model.configOverrides().forEach((key, value) -> APPLICATION
                    .overrideRuntimeConfigKey(prefix + "config.\"" + key + "\"", value.toString()));
        }
        APPLICATION.overrideRuntimeConfigKey("quarkus.codex.remote.tls-configuration-name", "codex");
        APPLICATION.overrideRuntimeConfigKey("quarkus.tls.codex.trust-store.p12.path", server.certificate.toString());
        APPLICATION.overrideRuntimeConfigKey("quarkus.tls.codex.trust-store.p12.password", TestCertificate.PASSWORD);
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
                .hasMessageNotContaining(ListeningCodex.TOKEN);
    }

    private static final class Server {

        private final ScriptedModel model = new ScriptedModel();
        private final Vertx vertx = Vertx.vertx();
        private final Path directory;
        private final Path certificate;
        private final ListeningCodex codex;
        private final String url;

        Server() {
            model.when("hello").reply("Hi!");
            try {
                directory = Files.createTempDirectory("codex-tls-");
                certificate = TestCertificate.make(directory).store();
                codex = ListeningCodex.start(directory, model.environment());
                url = "wss://localhost:" + listen(codex.port());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private int listen(int target) {
            NetServer front = vertx.createNetServer(new NetServerOptions().setSsl(true)
                    .setKeyCertOptions(new PfxOptions().setPath(certificate.toString()).setPassword(TestCertificate.PASSWORD)));
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
            codex.close();
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
