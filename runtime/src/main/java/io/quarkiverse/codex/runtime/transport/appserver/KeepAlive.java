package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;

import io.quarkiverse.codex.runtime.transport.TurnTimeouts;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;

/**
 * Gives up a WebSocket whose other end is gone without a word, as a machine that lost its power is. On the WebSocket's event
 * loop.
 */
final class KeepAlive {

    static final short GOING_AWAY = 1001;

    private final Vertx vertx;
    private final WebSocket socket;
    private final RemoteReader reader;
    private final Long timer;
    private boolean silent;

    /**
     * @param interval how often a sign of life is asked for; zero for never
     */
    KeepAlive(Vertx vertx, WebSocket socket, Duration interval, RemoteReader reader) {
        this.vertx = vertx;
        this.socket = socket;
        this.reader = reader;
        if (TurnTimeouts.isLimit(interval)) {
            reader.heard();
            socket.pongHandler(pong -> reader.heard());
            timer = vertx.setPeriodic(interval.toMillis(), nothing -> check());
        } else {
            timer = null;
        }
    }

    private void check() {
        if (reader.takeHeard()) {
            socket.writePing(Buffer.buffer());
        } else {
            silent = true;
            stop();
            socket.close(GOING_AWAY);
        }
    }

    void stop() {
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    boolean isSilent() {
        return silent;
    }
}
