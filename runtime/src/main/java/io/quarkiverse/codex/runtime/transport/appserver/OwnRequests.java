package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * What the application asks of codex on a channel. Only so many requests are with codex at a time; further ones wait for their
 * turn, in order and not for longer than for an answer. Thread-safe.
 */
final class OwnRequests {

    /** codex' own code for "too much at once". */
    static final int OVERLOADED = -32001;
    static final Consumer<Optional<JsonNode>> NOBODY = late -> {
    };
    /** How many may wait for each that may be with codex. */
    private static final int WAITING_FOR_EACH = 16;
    private static final Logger LOG = Logger.getLogger(OwnRequests.class);

    private final MessageChannel channel;
    private final ScheduledExecutorService timer;
    private final AppServerSettings settings;
    private final SignsOfLife signsOfLife;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    /** Requests whose time was over before their answers came. Those who have made them are no more than there are threads. */
    private final Map<Long, Consumer<Optional<JsonNode>>> unanswered = new ConcurrentHashMap<>();
    /** Guarded by this, as all that follows. */
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private int sent;
    private boolean sending;
    private volatile boolean closing;
    private volatile CodexException closed;

    OwnRequests(MessageChannel channel, ScheduledExecutorService timer, AppServerSettings settings) {
        this.channel = channel;
        this.timer = timer;
        this.settings = settings;
        this.signsOfLife = new SignsOfLife(
                () -> make(SignsOfLife.QUESTION, JsonNodeFactory.instance.objectNode(), null, NOBODY), this::giveUp);
    }

    private void giveUp() {
        LOG.warnf("codex has said nothing for more than %s and answers nothing: it hangs, and is given up",
                settings.requestTimeout());
        channel.giveUp();
    }

    /**
     * Notes that codex has said something.
     */
    void heard() {
        signsOfLife.heard();
    }

    /**
     * Makes a request. Nothing is sent before the subscription; cancelling forgets the answer.
     *
     * @param method the method
     * @param params its parameters, or {@code null}
     * @param trace the trace that the request belongs to, or {@code null}
     * @param late hears of an answer that came after the request's time was over: empty when codex has not done it
     * @return the result, on the thread that reads the channel: what follows must not block
     */
    Uni<JsonNode> make(String method, JsonNode params, RpcMessage.Trace trace, Consumer<Optional<JsonNode>> late) {
        return Uni.createFrom().emitter(emitter -> make(new Pending(
                new RpcMessage.Request(RpcId.of(ids.incrementAndGet()), method, params, trace), late, emitter)));
    }

    private void make(Pending request) {
        pending.put(request.id(), request);
        request.timeout = schedule(request);
        request.emitter.onTermination(() -> forget(request));
        if (!isQueued(request)) {
            fail(request,
                    new CodexOverloadedException(settings.mostRequests() + " requests to codex wait for their answers and "
                            + mostWaiting() + " more for these: try again later, or raise "
                            + settings.client().name("app-server.max-requests")));
            return;
        }
        sendWaiting();
        CodexException gone = closed;
        if (gone != null) {
            // It may have come after those were told that waited.
            fail(request, gone);
        }
    }

    private synchronized boolean isQueued(Pending request) {
        return waiting.size() < mostWaiting() && waiting.add(request);
    }

    private long mostWaiting() {
        return (long) settings.mostRequests() * WAITING_FOR_EACH;
    }

    /** One thread at a time, which keeps them in order and those that fail from sending each other. */
    private void sendWaiting() {
        synchronized (this) {
            if (sending) {
                return;
            }
            sending = true;
        }
        for (Pending next = next(); next != null; next = next()) {
            send(next);
        }
    }

    private synchronized Pending next() {
        Pending next = sent < settings.mostRequests() ? waiting.poll() : null;
        while (next != null && !pending.containsKey(next.id())) {
            next = waiting.poll();
        }
        sending = next != null;
        if (next != null) {
            next.isSent = true;
            sent++;
        }
        return next;
    }

    private void send(Pending request) {
        request.sentAt = System.nanoTime();
        try {
            if (!channel.send(request.message)) {
                fail(request, whyNotSent());
            }
        } catch (RuntimeException | Error e) {
            fail(request, e);
        }
    }

    private CodexException whyNotSent() {
        CodexException gone = closed;
        if (gone != null) {
            return gone;
        }
        return closing ? new CodexException("The connection to codex is being closed")
                : new CodexOverloadedException("codex does not read what it is sent: it is overloaded or hangs");
    }

    private ScheduledFuture<?> schedule(Pending request) {
        try {
            return timer.schedule(() -> timeOut(request), settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }

    private void timeOut(Pending request) {
        boolean neverSent = isWithdrawn(request);
        if (!neverSent && request.late != NOBODY) {
            unanswered.put(request.id(), request.late);
        }
        if (!forget(request)) {
            unanswered.remove(request.id());
            return;
        }
        if (neverSent) {
            request.late.accept(Optional.empty());
        } else {
            signsOfLife.missed(request.sentAt);
        }
        Duration limit = settings.requestTimeout();
        request.emitter.fail(new CodexTimeoutException("codex did not answer the request " + request.method() + " within "
                + limit + ". The limit is " + settings.client().name("app-server.request-timeout"),
                CodexTimeoutException.Kind.REQUEST, limit));
    }

    private synchronized boolean isWithdrawn(Pending request) {
        return !request.isSent && waiting.remove(request);
    }

    /** Returns whether somebody has waited for its answer until now. */
    private boolean forget(Pending request) {
        if (!pending.remove(request.id(), request)) {
            return false;
        }
        if (request.timeout != null) {
            request.timeout.cancel(false);
        }
        synchronized (this) {
            if (request.isSent) {
                sent--;
            } else {
                waiting.remove(request);
            }
        }
        sendWaiting();
        return true;
    }

    private void fail(Pending request, Throwable why) {
        if (forget(request)) {
            request.emitter.fail(why);
        }
    }

    /**
     * Takes an answer.
     */
    void answered(RpcMessage.Response response) {
        take(response.id(), Optional.of(response.result()), request -> request.emitter.complete(response.result()));
    }

    /**
     * Takes a refusal.
     */
    void refused(RpcMessage.ErrorResponse error) {
        take(error.id(), Optional.empty(), request -> request.emitter.fail(failure(request.method(), error)));
    }

    /**
     * Takes an answer that cannot be read.
     */
    void missed(RpcId id, CodexException why) {
        take(id, Optional.empty(), request -> request.emitter.fail(why));
    }

    private void take(RpcId id, Optional<JsonNode> answer, Consumer<Pending> action) {
        if (id == null || !id.number()) {
            LOG.debugf("codex answered a request that was never made");
            return;
        }
        long number = Long.parseLong(id.value());
        Consumer<Optional<JsonNode>> late = unanswered.remove(number);
        Pending request = pending.get(number);
        if (request != null && forget(request)) {
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
        String words = settings.secrets().mask(String.valueOf(error.message()));
        return new CodexRequestException("codex refused " + method + ": " + words, method, error.code(), words, error.data());
    }

    /**
     * Notes that the channel is being closed, after which there is no use in trying again.
     */
    void closing() {
        closing = true;
    }

    /**
     * Fails all, now and from now on.
     */
    void close(CodexException why) {
        closed = why;
        unanswered.clear();
        List.copyOf(pending.values()).forEach(request -> fail(request, why));
    }

    boolean areAwaitingAnswers() {
        return !pending.isEmpty();
    }

    private static final class Pending {

        private final RpcMessage.Request message;
        private final Consumer<Optional<JsonNode>> late;
        private final UniEmitter<? super JsonNode> emitter;
        private volatile ScheduledFuture<?> timeout;
        private volatile long sentAt;
        /** Guarded by the requests. */
        private boolean isSent;

        Pending(RpcMessage.Request message, Consumer<Optional<JsonNode>> late, UniEmitter<? super JsonNode> emitter) {
            this.message = message;
            this.late = late;
            this.emitter = emitter;
        }

        long id() {
            return Long.parseLong(message.id().value());
        }

        String method() {
            return message.method();
        }
    }
}
