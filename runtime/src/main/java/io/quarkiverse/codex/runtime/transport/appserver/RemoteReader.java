package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.quarkiverse.codex.runtime.protocol.rpc.MalformedMessageException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcCodec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;

/**
 * Makes messages of the frames of a WebSocket, one after the other. On the WebSocket's event loop, but for a long message:
 * others share that loop, so a worker takes it apart while the WebSocket pauses.
 */
final class RemoteReader {

    private static final Logger LOG = Logger.getLogger(RemoteReader.class);
    private static final int LONG_MESSAGE = 64 * 1024;

    private final WebSocket socket;
    private final Context context;
    private final Executor workers;
    private final int mostBytes;
    private final Consumer<RpcMessage> receiver;
    private Buffer parts;
    private boolean busy;
    private boolean tooLong;
    private boolean stray;
    private Throwable failure;
    private Runnable atLast;
    private volatile boolean heard;

    RemoteReader(WebSocket socket, Context context, Executor workers, int mostBytes, Consumer<RpcMessage> receiver) {
        this.socket = socket;
        this.context = context;
        this.workers = workers;
        this.mostBytes = mostBytes;
        this.receiver = receiver;
    }

    void frame(WebSocketFrame frame) {
        heard = true;
        if (tooLong || !frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        Buffer part = frame.binaryData();
        if ((parts == null ? 0L : parts.length()) + part.length() > mostBytes) {
            refuse();
            return;
        }
        Buffer message = parts == null ? part : parts.appendBuffer(part);
        if (!frame.isFinal()) {
            parts = parts == null ? Buffer.buffer().appendBuffer(part) : message;
            return;
        }
        parts = null;
        if (message.length() < LONG_MESSAGE) {
            take(message.getBytes());
        } else {
            takeElsewhere(message.getBytes());
        }
    }

    private void refuse() {
        tooLong = true;
        parts = null;
        socket.close((short) WebSocketCloseStatus.MESSAGE_TOO_BIG.code());
    }

    private void takeElsewhere(byte[] message) {
        busy = true;
        socket.pause();
        workers.execute(() -> {
            try {
                take(message);
            } finally {
                context.runOnContext(nothing -> goOn());
            }
        });
    }

    private void goOn() {
        busy = false;
        if (atLast != null) {
            atLast.run();
        } else {
            socket.resume();
        }
    }

    private void take(byte[] message) {
        RpcMessage read;
        try {
            read = RpcCodec.read(message, 0, message.length);
        } catch (MalformedMessageException malformed) {
            if (!stray) {
                stray = true;
                LOG.warn("A remote codex sent something that is no JSON-RPC message; such are ignored");
            }
            return;
        }
        receiver.accept(read);
    }

    void broken(Throwable why) {
        failure = why;
        // A frame beyond the limit never gets here as one.
        tooLong |= why instanceof TooLongFrameException || why instanceof CorruptedWebSocketFrameException corrupted
                && WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus());
    }

    /**
     * Does something after the message that is being taken apart.
     */
    void whenIdle(Runnable last) {
        if (busy) {
            atLast = last;
        } else {
            last.run();
        }
    }

    /**
     * Returns whether something came since the last call, or is still being worked on.
     */
    boolean takeHeard() {
        boolean was = heard || busy;
        heard = false;
        return was;
    }

    void heard() {
        heard = true;
    }

    boolean isTooLong() {
        return tooLong;
    }

    Throwable failure() {
        return failure;
    }
}
