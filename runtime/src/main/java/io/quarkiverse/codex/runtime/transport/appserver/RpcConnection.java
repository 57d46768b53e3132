package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Requests and their answers on a channel, in both directions.
 */
final class RpcConnection implements MessageChannel.Listener {

    /** codex' own code for "too much at once". */
    static final int OVERLOADED = -32001;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INTERNAL_ERROR = -32603;
    private static final Logger LOG = Logger.getLogger(RpcConnection.class);
    private static final Cancellable WITHDRAWN = () -> {
    };
    private static final Consumer<Optional<JsonNode>> NOBODY = late -> {
    };

    private final MessageChannel channel;
    private final ScheduledExecutorService timer;
    private final Duration requestTimeout;
    private final int mostRequests;
    private final Secrets secrets;
    private final Peer peer;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    /** Requests whose time was over before their answers came. Those who have made them are no more than there are threads. */
    private final Map<Long, Consumer<Optional<JsonNode>>> unanswered = new ConcurrentHashMap<>();
    /** What codex has asked and has no answer to. */
    private final Map<RpcId, AtomicReference<Cancellable>> asked = new ConcurrentHashMap<>();
    private volatile CodexException closed;

    /**
     * @param mostRequests how many requests may wait for their answers at a time
     * @param secrets what must not be seen in messages: codex likes to repeat what it does not understand
     * @param peer who hears of what codex says and asks on its own
     */
    RpcConnection(MessageChannel channel, ScheduledExecutorService timer, Duration requestTimeout, int mostRequests,
            Secrets secrets, Peer peer) {
        this.channel = channel;
        this.timer = timer;
        this.requestTimeout = requestTimeout;
        this.mostRequests = mostRequests;
        this.secrets = secrets;
        this.peer = peer;
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
        return request(method, params, trace, NOBODY);
    }

    /**
     * Sends a request whose answer matters even when nobody waits for it any more.
     *
     * @param late hears of an answer that came after the request's time was over: empty when it is a refusal
     */
    Uni<JsonNode> request(String method, JsonNode params, RpcMessage.Trace trace, Consumer<Optional<JsonNode>> late) {
        return Uni.createFrom().emitter(emitter -> send(method, params, trace, late, emitter));
    }

    private void send(String method, JsonNode params, RpcMessage.Trace trace, Consumer<Optional<JsonNode>> late,
            UniEmitter<? super JsonNode> emitter) {
        CodexException gone = closed;
        if (gone != null) {
            emitter.fail(gone);
            return;
        }
        if (pending.size() >= mostRequests) {
            emitter.fail(new CodexOverloadedException(mostRequests + " requests to codex are waiting for their answers, the"
                    + " limit that quarkus.codex.app-server.max-requests sets: try again later, or raise it"));
            return;
        }
        long id = ids.incrementAndGet();
        Pending request = new Pending(method, late, emitter);
        pending.put(id, request);
        request.timeout = schedule(id, request);
        emitter.onTermination(() -> forget(id));
        if (!channel.send(new RpcMessage.Request(RpcId.of(id), method, params, trace))) {
            fail(id, closed != null ? closed
                    : new CodexOverloadedException(
                            "codex does not read what it is sent: it is overloaded or hangs"));
        } else if (closed != null) {
            // The channel was closed between the first look and the registration.
            fail(id, closed);
        }
    }

    private ScheduledFuture<?> schedule(long id, Pending request) {
        try {
            return timer.schedule(() -> timeOut(id, request,
                    new CodexTimeoutException("codex did not answer the request " + request.method
                            + " within " + requestTimeout + ". The limit is quarkus.codex.app-server.request-timeout",
                            CodexTimeoutException.Kind.REQUEST, requestTimeout)),
                    requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }

    private void timeOut(long id, Pending request, CodexTimeoutException why) {
        if (request.late != NOBODY) {
            unanswered.put(id, request.late);
        }
        if (forget(id) == null) {
            unanswered.remove(id);
        } else {
            request.emitter.fail(why);
        }
    }

    private Pending forget(long id) {
        Pending request = pending.remove(id);
        if (request != null && request.timeout != null) {
            request.timeout.cancel(false);
        }
        return request;
    }

    private void fail(long id, CodexException why) {
        Pending request = forget(id);
        if (request != null) {
            request.emitter.fail(why);
        }
    }

    /**
     * Sends a notification.
     */
    void notify(String method, JsonNode params) {
        channel.send(new RpcMessage.Notification(method, params));
    }

    @Override
    public void received(RpcMessage message) {
        try {
            if (message instanceof RpcMessage.Notification notification) {
                peer.notified(notification);
            } else if (message instanceof RpcMessage.Response response) {
                answered(response.id(), request -> request.emitter.complete(response.result()),
                        Optional.of(response.result()));
            } else if (message instanceof RpcMessage.ErrorResponse error) {
                answered(error.id(), request -> request.emitter.fail(failure(request.method, error)), Optional.empty());
            } else if (message instanceof RpcMessage.Request request) {
                answer(request);
            }
        } catch (RuntimeException e) {
            // Whatever is wrong with one message, the next one may be for somebody else.
            LOG.errorf(e, "A message of codex could not be handled");
        }
    }

    private void answered(RpcId id, Consumer<Pending> action, Optional<JsonNode> answer) {
        if (id == null || !id.number()) {
            LOG.debugf("codex answered a request that was never made");
            return;
        }
        long number = Long.parseLong(id.value());
        Consumer<Optional<JsonNode>> late = unanswered.remove(number);
        Pending request = forget(number);
        if (request != null) {
            action.accept(request);
        } else if (late != null) {
            late.accept(answer);
        } else {
            LOG.debugf("codex answered a request that nobody waits for any more");
        }
    }

    private CodexException failure(String method, RpcMessage.ErrorResponse error) {
        if (error.code() == OVERLOADED) {
            return new CodexOverloadedException("codex is overloaded and refused " + method + ": try again later");
        }
        String words = secrets.mask(String.valueOf(error.message()));
        return new CodexRequestException("codex refused " + method + ": " + words, method, error.code(), words, error.data());
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
        JsonNode refusal = peer.refusal(request.method());
        reply(refusal != null ? new RpcMessage.Response(request.id(), refusal)
                : new RpcMessage.ErrorResponse(request.id(), INTERNAL_ERROR, "the application could not answer", null));
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
        unanswered.clear();
        List.copyOf(pending.keySet()).forEach(id -> fail(id, why));
        peer.gone(why);
    }

    /**
     * Returns why the connection is closed, {@code null} while it is not.
     */
    CodexException whyClosed() {
        return closed;
    }

    boolean isAwaitingAnswers() {
        return !pending.isEmpty();
    }

    boolean isAlive() {
        return closed == null && channel.isAlive();
    }

    void close() {
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
         * @return the answer, or {@code null} when the method is not known
         */
        Uni<JsonNode> asked(RpcMessage.Request request);

        /**
         * @return what says no to a request that could not be handled, or {@code null} when an error does
         */
        JsonNode refusal(String method);

        void gone(CodexException why);
    }

    private static final class Pending {

        private final String method;
        private final Consumer<Optional<JsonNode>> late;
        private final UniEmitter<? super JsonNode> emitter;
        private volatile ScheduledFuture<?> timeout;

        Pending(String method, Consumer<Optional<JsonNode>> late, UniEmitter<? super JsonNode> emitter) {
            this.method = method;
            this.late = late;
            this.emitter = emitter;
        }
    }
}
