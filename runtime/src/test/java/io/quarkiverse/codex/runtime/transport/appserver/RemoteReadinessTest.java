package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** A gateway passes on what is below a path, and answers nothing else. */
class RemoteReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void readinessIsAskedForBelowThePathOfTheUrl() throws Exception {
        HttpServer gateway = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode("/team/codex/readyz?tenant=one".equals(request.uri()) ? 200 : 404).end())
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String root = "ws://127.0.0.1:" + gateway.actualPort();

        assertThat(isReady(root + "/team/codex?tenant=one")).isTrue();
        assertThat(isReady(root + "/team/codex/?tenant=one")).isTrue();
        assertThat(isReady(root + "/team/other?tenant=one")).isFalse();
        assertThat(isReady(root)).isFalse();
    }

    private boolean isReady(String url) {
        List<RemoteUrl> urls = RemoteUrl.parse(new ClientProperties("test"), List.of(url), false);
        return RemoteReadiness.anyIsReady(new RemoteSettings(urls, Optional.empty(), Optional.empty(), PATIENCE, Duration.ZERO,
                Network.of(() -> vertx))).await().atMost(PATIENCE);
    }
}
