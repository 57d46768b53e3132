package io.quarkiverse.codex.runtime.transport.appserver;

import org.jboss.logging.Logger;

import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/**
 * Asks remote codexes whether they are ready. They answer whoever asks, so the token stays here.
 */
final class RemoteReadiness {

    private static final Logger LOG = Logger.getLogger(RemoteReadiness.class);
    private static final int OK = 200;

    private RemoteReadiness() {
    }

    /**
     * Finds out whether one of them is ready, which is enough for new threads.
     *
     * @return the answer; never fails
     */
    static Uni<Boolean> anyIsReady(RemoteSettings settings) {
        return Multi.createFrom().iterable(settings.urls()).onItem().transformToUniAndMerge(url -> isReady(settings, url))
                .filter(ready -> ready).toUni().map(ready -> ready != null);
    }

    private static Uni<Boolean> isReady(RemoteSettings settings, RemoteUrl url) {
        return Uni.createFrom().deferred(() -> {
            Vertx vertx = settings.network().vertx().get();
            HttpClient client = vertx.createHttpClient(options(settings, url));
            return Uni.createFrom()
                    .completionStage(() -> client.request(HttpMethod.GET, url.port(), url.host(), url.readinessPath())
                            .compose(HttpClientRequest::send).map(HttpClientResponse::statusCode).toCompletionStage())
                    .ifNoItem().after(settings.connectTimeout()).fail()
                    .map(status -> status == OK)
                    .onTermination().invoke(() -> client.close());
        }).onFailure().recoverWithItem(failure -> {
            LOG.debugf("codex at %s is not ready: %s", url, failure.getMessage());
            return false;
        });
    }

    private static HttpClientOptions options(RemoteSettings settings, RemoteUrl url) {
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false)
                .setConnectTimeout((int) settings.connectTimeout().toMillis());
        if (url.tls()) {
            options.setSsl(true);
            settings.network().tls().apply(settings.tlsConfigurationName())
                    .ifPresent(tls -> TlsConfigUtils.configure(options, tls));
        }
        return options;
    }
}
