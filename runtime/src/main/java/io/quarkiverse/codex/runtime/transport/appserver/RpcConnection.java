package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Requests and their answers on a channel, in both directions.
 */
final class RpcConnection implements MessageChannel.Listener {

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INTERNAL_ERROR = -32603;
    private static final Logger LOG = Logger.getLogger(RpcConnection.class);
    private static final Cancellable WITHDRAWN = () -> {
    };

    private final MessageChannel channel;
    private final AppServerSettings settings;
    private final Peer peer;
    private final OwnRequests requests;
    /** What codex has asked and has no answer to. */
    private final Map<RpcId, AtomicReference<Cancellable>> asked = new ConcurrentHashMap<>();
    private volatile CodexException closed;

    /**
     * @param peer who hears of what codex says and asks on its own
     */
    RpcConnection(MessageChannel channel, ScheduledExecutorService timer, AppServerSettings settings, Peer peer) {
        this.channel = channel;
        this.settings = settings;
        this.peer = peer;
        this.requests = new OwnRequests(channel, timer, settings);
    }

    void open() {
        channel.open(this);
    }

    /**
     * Sends a request. Nothing is sent before the subscription; cancelling forgets the answer.
     *
     * @param method the method
     * @param params its parameters, or {@code null}
     * @param trace the trace that the request belongs to, or {@code null}
     * @return the result, on the thread that reads the channel: what follows must not block
     */
    Uni<JsonNode> request(String method, JsonNode params, RpcMessage.Trace trace) {
        return request(method, params, trace, OwnRequests.NOBODY);
    }

    /**
     * Sends a request whose answer matters even when nobody waits for it any more.
     *
     * @param late hears of an answer that came after the request's time was over: empty when codex has not done it
     */
    Uni<JsonNode> request(String method, JsonNode params, RpcMessage.Trace trace, Consumer<Optional<JsonNode>> late) {
        return requests.make(method, params, trace, late);
    }

    /**
     * Sends a notification.
     */
    void notify(String method, JsonNode params) {
        channel.send(new RpcMessage.Notification(method, params));
    }

    @Override
    public void received(RpcMessage message) {
        requests.heard();
        try {
            if (message instanceof RpcMessage.Notification notification) {
                peer.notified(notification);
            } else if (message instanceof RpcMessage.Response response) {
                requests.answered(response);
            } else if (message instanceof RpcMessage.ErrorResponse error) {
                requests.refused(error);
            } else if (message instanceof RpcMessage.Request request) {
                answer(request);
            } else if (message instanceof RpcMessage.Oversized oversized) {
                missed(oversized);
            }
        } catch (RuntimeException e) {
            // Whatever is wrong with one message, the next one may be for somebody else.
            LOG.errorf(e, "A message of codex could not be handled");
        }
    }

    /** Whoever it was for has to do without; all others go on. */
    private void missed(RpcMessage.Oversized message) {
        CodexException why = TurnFailures.oversized(message, settings);
        LOG.warn(why.getMessage());
        if (message.id() == null) {
            peer.missed(message, why);
        } else if (message.method() == null) {
            requests.missed(message.id(), why);
        } else {
            refuse(message.id(), message.method());
        }
    }

    private void answer(RpcMessage.Request request) {
        Uni<JsonNode> answer;
        try {
            answer = peer.asked(request);
        } catch (RuntimeException e) {
            refuse(request, e);
            return;
        }
        if (answer == null) {
            LOG.warnf("codex asked for %s, which this version does not know; it was told so", request.method());
            reply(new RpcMessage.ErrorResponse(request.id(), METHOD_NOT_FOUND, "not supported: " + request.method(), null));
            return;
        }
        AtomicReference<Cancellable> asking = new AtomicReference<>();
        asked.put(request.id(), asking);
        Cancellable waiting = answer.subscribe().with(result -> {
            if (isAwaited(request, asking)) {
                reply(new RpcMessage.Response(request.id(), result));
            }
        }, failure -> {
            if (isAwaited(request, asking)) {
                refuse(request, failure);
            }
        });
        if (!asking.compareAndSet(null, waiting)) {
            waiting.cancel();
        }
    }

    private boolean isAwaited(RpcMessage.Request request, AtomicReference<Cancellable> asking) {
        return asked.remove(request.id(), asking);
    }

    /**
     * Forgets a request of codex that it wants no answer to any more. Who would have answered may hear so in this thread.
     */
    void withdraw(RpcId id) {
        AtomicReference<Cancellable> asking = asked.remove(id);
        Cancellable waiting = asking == null ? null : asking.getAndSet(WITHDRAWN);
        if (waiting != null) {
            waiting.cancel();
        }
    }

    private void refuse(RpcMessage.Request request, Throwable failure) {
        LOG.errorf(failure, "codex asked for %s, which could not be answered; it was told so", request.method());
        refuse(request.id(), request.method());
    }

    private void refuse(RpcId id, String method) {
        JsonNode refusal = peer.refusal(method);
        reply(refusal != null ? new RpcMessage.Response(id, refusal)
                : new RpcMessage.ErrorResponse(id, INTERNAL_ERROR, "the application could not answer", null));
    }

    /** Without its reply codex would wait for ever. */
    private void reply(RpcMessage reply) {
        if (!channel.send(reply) && closed == null) {
            LOG.warn("codex does not read what it is answered: it is overloaded or hangs, and is ended");
            channel.close();
        }
    }

    @Override
    public void closed(CodexException why) {
        closed = why;
        peer.losing();
        requests.close(why);
        peer.gone(why);
    }

    /**
     * Returns why the connection is closed, {@code null} while it is not.
     */
    CodexException whyClosed() {
        return closed;
    }

    boolean isAwaitingAnswers() {
        return requests.areAwaitingAnswers();
    }

    boolean isAlive() {
        return closed == null && channel.isAlive();
    }

    void close() {
        requests.closing();
        channel.close();
    }

    void awaitClosed() {
        channel.awaitClosed();
    }

    /**
     * Who hears of what codex says and asks on its own. Must not block.
     */
    interface Peer {

        void notified(RpcMessage.Notification notification);

        /**
         * @param message a notification that could not be read
         * @param why for those who would have had to hear of it
         */
        void missed(RpcMessage.Oversized message, CodexException why);

        /**
         * @return the answer, or {@code null} when the method is not known
         */
        Uni<JsonNode> asked(RpcMessage.Request request);

        /**
         * @return what says no to a request that could not be handled, or {@code null} when an error does
         */
        JsonNode refusal(String method);

        /**
         * Hears that the connection is lost, before anybody whose request is not answered does.
         */
        default void losing() {
            // Who has no use for it need not care.
        }

        void gone(CodexException why);
    }
}
