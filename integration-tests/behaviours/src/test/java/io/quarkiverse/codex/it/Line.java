package io.quarkiverse.codex.it;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A line between a client and a server that can be cut and can go dead. */
final class Line implements AutoCloseable {

    private final NetClient client;
    private final NetServer server;
    private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;
    private volatile String lastWords;

    Line(Vertx vertx, int target) {
        client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(near -> {
            near.pause();
            ends.add(near);
            near.closeHandler(nothing -> ends.remove(near));
            client.connect(target, "127.0.0.1").onFailure(failure -> near.close()).onSuccess(far -> {
                near.handler(bytes -> pass(bytes, far));
                far.handler(bytes -> answer(bytes, near));
                near.closeHandler(nothing -> {
                    ends.remove(near);
                    far.close();
                });
                far.closeHandler(nothing -> near.close());
                near.resume();
            });
        });
        await(server.listen(0, "127.0.0.1"));
    }

    private void pass(Buffer bytes, NetSocket to) {
        if (!dead) {
            to.write(bytes);
        }
    }

    private void answer(Buffer bytes, NetSocket to) {
        String words = lastWords;
        if (words != null && bytes.toString().contains(words)) {
            goDead();
        }
        pass(bytes, to);
    }

    String url() {
        return "ws://127.0.0.1:" + server.actualPort();
    }

    int connections() {
        return ends.size();
    }

    void cut() {
        ends.forEach(NetSocket::close);
    }

    /** From now on nothing gets through, and nobody is told. */
    void goDead() {
        dead = true;
    }

    /** Like {@link #goDead()}, as soon as the server says something. */
    void goDeadBefore(String words) {
        lastWords = words;
    }

    void revive() {
        dead = false;
    }

    @Override
    public void close() {
        await(server.close());
        await(client.close());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(Turns.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
