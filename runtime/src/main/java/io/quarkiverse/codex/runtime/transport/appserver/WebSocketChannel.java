package io.quarkiverse.codex.runtime.transport.appserver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcCodec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

/**
 * A channel to a codex that somebody else has started: messages on a WebSocket, one in each.
 */
final class WebSocketChannel implements MessageChannel {

    /** As many as wait for a local codex to read them. */
    private static final int MOST_UNSENT = 8192;
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    private final RemoteSettings settings;
    private final RemoteUrl url;
    private final RemoteFailures failures;
    private final int mostMessageBytes;
    private final Executor workers;
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean givenUp;
    private final CompletableFuture<WebSocket> connecting = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile WebSocketClient client;
    private volatile WebSocket socket;

    /**
     * @param mostMessageBytes the longest message that is accepted
     * @param workers takes long messages apart
     */
    WebSocketChannel(RemoteSettings settings, RemoteUrl url, RemoteFailures failures, int mostMessageBytes,
            Executor workers) {
        this.settings = settings;
        this.url = url;
        this.failures = failures;
        this.mostMessageBytes = mostMessageBytes;
        this.workers = workers;
    }

    @Override
    public void open(Listener listener) {
        Vertx vertx = settings.network().vertx().get();
        client = vertx.createWebSocketClient(options());
        // Not the context of the request that happens to need the connection: it outlives that.
        Context context = VertxContext.getRootContext(vertx.getOrCreateContext());
        context.runOnContext(nothing -> client.connect(request()).onComplete(connection -> {
            if (connection.failed()) {
                connecting.completeExceptionally(connection.cause());
            } else if (!begin(vertx, context, connection.result(), listener)) {
                connection.result().close();
            }
        }));
        try {
            connecting.get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw abandon(failures.connecting(url, e.getCause()));
        } catch (TimeoutException e) {
            throw abandon(failures.connectTimeout(url, settings.connectTimeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandon(failures.stopped(url));
        }
    }

    /** The handlers are set before the event loop looks at what codex sends. */
    private boolean begin(Vertx vertx, Context context, WebSocket connected, Listener listener) {
        RemoteReader reader = new RemoteReader(connected, context, workers, mostMessageBytes, listener::received);
        KeepAlive keepAlive = new KeepAlive(vertx, connected, settings.pingInterval(), reader);
        connected.frameHandler(reader::frame);
        connected.exceptionHandler(reader::broken);
        connected.closeHandler(nothing -> reader.whenIdle(() -> {
            keepAlive.stop();
            closeClient();
            listener.closed(why(connected, reader, keepAlive));
        }));
        socket = connected;
        return connecting.complete(connected);
    }

    private CodexException why(WebSocket lost, RemoteReader reader, KeepAlive keepAlive) {
        if (closing.get()) {
            return failures.stopped(url);
        }
        if (reader.isTooLong()) {
            return failures.tooLong(mostMessageBytes);
        }
        if (givenUp) {
            return failures.hanging(url);
        }
        return keepAlive.isSilent() ? failures.silent(url, settings.pingInterval())
                : failures.lost(url, lost.closeStatusCode(), lost.closeReason(), reader.failure());
    }

    private WebSocketClientOptions options() {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setClosingTimeout((int) LONGEST_CLOSING.toSeconds())
                .setMaxFrameSize(mostMessageBytes)
                .setMaxMessageSize(mostMessageBytes)
                .setTcpKeepAlive(true);
        if (url.tls()) {
            options.setSsl(true);
            // Looked up for each connection, for certificates are renewed.
            settings.network().tls().apply(settings.tlsConfigurationName())
                    .ifPresent(tls -> TlsConfigUtils.configure(options, tls));
        }
        return options;
    }

    private WebSocketConnectOptions request() {
        WebSocketConnectOptions request = new WebSocketConnectOptions();
        request.setHost(url.host()).setPort(url.port()).setSsl(url.tls()).setURI(url.path());
        // codex takes whoever has an origin for a web page, and refuses it.
        request.setAllowOriginHeader(false);
        settings.token().ifPresent(token -> request.putHeader("Authorization", "Bearer " + token));
        return request;
    }

    private CodexException abandon(CodexException why) {
        closing.set(true);
        connecting.completeExceptionally(why);
        closeClient();
        return why;
    }

    private void closeClient() {
        client.close().onComplete(done -> closed.countDown());
    }

    @Override
    public boolean send(RpcMessage message) {
        WebSocket open = socket;
        if (open == null || closing.get() || closed.getCount() == 0 || unsent.get() >= MOST_UNSENT) {
            return false;
        }
        unsent.incrementAndGet();
        try {
            open.writeFinalTextFrame(new String(RpcCodec.write(message), StandardCharsets.UTF_8))
                    .onComplete(written -> unsent.decrementAndGet());
            return true;
        } catch (IllegalStateException closedMeanwhile) {
            return false;
        }
    }

    @Override
    public boolean isAlive() {
        WebSocket open = socket;
        return open != null && !closing.get() && !open.isClosed();
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            connecting.completeExceptionally(failures.stopped(url));
            WebSocket open = socket;
            if (open != null) {
                open.close();
            }
        }
    }

    @Override
    public void giveUp() {
        givenUp = true;
        WebSocket open = socket;
        if (open != null) {
            open.close(KeepAlive.GOING_AWAY);
        }
    }

    @Override
    public void awaitClosed() {
        if (client != null) {
            try {
                closed.await(LONGEST_CLOSING.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
