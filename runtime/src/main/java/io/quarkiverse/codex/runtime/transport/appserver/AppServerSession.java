package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.protocol.AppServerCodec;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.UnreviewedHooks;
import io.smallrye.mutiny.Uni;

/**
 * One life of an app-server, from its handshake until it is gone: which threads it has open, and whose turns run on them.
 */
final class AppServerSession implements RpcConnection.Peer {

    private static final Logger LOG = Logger.getLogger(AppServerSession.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
    private static final int MOST_RETRIES = 8;
    private static final double JITTER = 0.5;

    private final RpcConnection connection;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final AppServerSettings settings;
    private final NotificationHub notifications;
    private final Consumer<AppServerSession> whenGone;
    private final SessionTurns turns = new SessionTurns(this);
    private final SessionThreads threads;
    private final SessionHooks hooks;
    private final boolean shared;
    private volatile JsonNode greeting;
    private volatile Map<String, LostTurn> lost;

    /**
     * @param shared whether others use the app-server, too
     */
    AppServerSession(MessageChannel channel, ScheduledExecutorService timer, Executor workers, AppServerSettings settings,
            NotificationHub notifications, boolean shared, Consumer<AppServerSession> whenGone) {
        this.shared = shared;
        this.timer = timer;
        this.workers = workers;
        this.settings = settings;
        this.notifications = notifications;
        this.whenGone = whenGone;
        this.hooks = new SessionHooks(settings, turns::hooks);
        this.threads = new SessionThreads(this, timer, settings);
        this.connection = new RpcConnection(channel, timer, settings, this);
    }

    /**
     * Opens the channel, which blocks, and shakes hands.
     */
    Uni<AppServerSession> begin() {
        connection.open();
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putObject("clientInfo").put("name", "quarkus_codex").put("title", "Quarkus Codex")
                .put("version", version());
        params.putObject("capabilities").put("experimentalApi", true).put("requestAttestation", false);
        return connection.request("initialize", params, null)
                .invoke(answer -> {
                    greeting = answer;
                    connection.notify("initialized", null);
                })
                .chain(this::login).replaceWith(this);
    }

    /** codex exec takes the key from its environment, the app-server only from whoever logs in. */
    private Uni<JsonNode> login() {
        if (settings.apiKey().isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return connection.request("account/login/start", JsonNodeFactory.instance.objectNode().put("type", "apiKey")
                .put("apiKey", settings.apiKey().get()), null);
    }

    private static String version() {
        String version = AppServerSession.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /**
     * Sends a request, again and again with growing delays while codex is overloaded.
     */
    Uni<JsonNode> request(String method, JsonNode params) {
        return request(method, params, null);
    }

    /**
     * Sends a request that belongs to a trace, or to none where that is {@code null}.
     */
    Uni<JsonNode> request(String method, JsonNode params, Trace trace) {
        return patiently(connection.request(method, params, trace), CodexOverloadedException.class::isInstance);
    }

    /**
     * Tries something again and again with growing delays.
     *
     * @param again whether a failure is worth that
     */
    <T> Uni<T> patiently(Uni<T> attempt, Predicate<? super Throwable> again) {
        return attempt.onFailure(again).retry().withExecutor(timer).withBackOff(FIRST_RETRY, LONGEST_RETRY).withJitter(JITTER)
                .atMost(MOST_RETRIES);
    }

    /**
     * Sends a request.
     *
     * @param late hears of an answer that came after the request's time was over: empty when it is a refusal
     */
    Uni<JsonNode> requestOnce(String method, JsonNode params, Trace trace, Consumer<Optional<JsonNode>> late) {
        return connection.request(method, params, trace, late);
    }

    /**
     * Returns what the server said of itself at the handshake.
     */
    JsonNode greeting() {
        return greeting;
    }

    /**
     * Sends a request of the application's own, and notes what it does to threads.
     */
    Uni<JsonNode> outsideRequest(String method, JsonNode params, Trace trace) {
        return request(method, params, trace).invoke(answer -> threads.note(method, params, answer))
                .onFailure(CodexRequestException.class)
                .transform(failure -> typed((CodexRequestException) failure, params));
    }

    /**
     * Makes of a refusal what it means.
     *
     * @param params what was asked for
     */
    CodexException typed(CodexRequestException refusal, JsonNode params) {
        return Refusals.typed(refusal, params, greeting, settings.client());
    }

    /**
     * Returns the options of a turn's thread.
     *
     * @param points where codex is to ask hooks of the application
     */
    Uni<ObjectNode> options(TurnRequest turn, Set<NativeHookPoint> points) {
        TurnRequest request = turn.model()
                .map(model -> model.addTo(turn, "experimental_bearer_token", model.token())).orElse(turn);
        if (points.isEmpty()) {
            return Uni.createFrom().item(() -> ThreadParameters.thread(request.settings()));
        }
        return request(UnreviewedHooks.METHOD, UnreviewedHooks.params(request.settings().workingDirectory().toString()))
                .map(answer -> hooks.options(request, points, UnreviewedHooks.read(answer)));
    }

    /**
     * Returns the threads of this life.
     */
    SessionThreads threads() {
        return threads;
    }

    /**
     * Asks for a turn's end.
     */
    Uni<JsonNode> interrupt(String threadId, String turnId) {
        return request("turn/interrupt", ThreadParameters.interrupt(threadId, turnId));
    }

    Uni<Void> steer(String threadId, String turnId, String messageId, ArrayNode input) {
        return request("turn/steer", ThreadParameters.steer(threadId, turnId, messageId, input)).replaceWithVoid();
    }

    void enter(String threadId, AppServerTurn turn) {
        turns.threads().enter(threadId, turn);
        CodexException gone = connection.whyClosed();
        if (gone != null) {
            // It was told to the turns that were there.
            turn.gone(gone);
        }
    }

    /**
     * Takes back the thread of a turn of which nothing is left.
     *
     * @param turnId the turn's id, or {@code null} when codex has not begun it
     */
    void leave(String threadId, AppServerTurn turn, String turnId) {
        turns.leave(threadId, turn, turnId);
        threads.giveBack(threadId, turnId != null);
    }

    /**
     * Waits for a turn that was given up and still has a thread, as long as a turn may take to end.
     */
    Uni<Void> whenFree(String threadId) {
        return turns.threads().whenFree(threadId, settings.grace(), timer);
    }

    /**
     * Returns the turns that somebody else runs.
     */
    ForeignTurns foreignTurns() {
        return turns.foreign();
    }

    @Override
    public void notified(RpcMessage.Notification notification) {
        notifications.tell(notification);
        RoutedEvent routed = AppServerCodec.event(notification.method(), notification.params());
        String threadId = routed == null ? null : routed.threadId();
        if (routed == null || !turns.received(routed)) {
            LOG.debugf("%s: %s concerns no turn that runs", settings.label(), notification.method());
        }
        if ("serverRequest/resolved".equals(notification.method())) {
            JsonNode id = notification.params().path("requestId");
            workers.execute(() -> connection.withdraw(new RpcId(id.asText(), id.isNumber())));
        }
        if (threadId != null && "thread/closed".equals(notification.method())) {
            threads.gone(threadId);
            turns.threadClosed(threadId);
        }
    }

    @Override
    public Uni<JsonNode> asked(RpcMessage.Request request) {
        return ServerRequests.answer(settings.client().clientName(), request, turns::asker, this::othersFirst);
    }

    /** codex asks all who have a thread open, and takes the first answer. */
    private Uni<Void> othersFirst(JsonNode question) {
        if (!shared || !turns.isForOthers(question)) {
            return Uni.createFrom().voidItem();
        }
        Duration patience = settings.foreignPatience();
        Uni<Void> others = Uni.createFrom().nothing();
        return patience.isZero() ? others
                : others.ifNoItem().after(patience).on(timer).recoverWithUni(
                        // What is not heard of any more may have been answered.
                        () -> turns.isForOthers(question) ? Uni.createFrom().voidItem() : Uni.createFrom().nothing());
    }

    @Override
    public JsonNode refusal(String method) {
        return ServerRequests.refusal(method);
    }

    @Override
    public void missed(RpcMessage.Oversized message, CodexException why) {
        turns.missed(message, why);
    }

    @Override
    public void losing() {
        lost = turns.running();
    }

    @Override
    public void gone(CodexException why) {
        hooks.close();
        whenGone.accept(this);
        turns.gone(why);
    }

    /**
     * Returns whether there is any use in asking: whoever has died is not heard of at once.
     */
    boolean isAlive() {
        return connection.isAlive();
    }

    boolean isAwaitingAnswers() {
        return connection.isAwaitingAnswers();
    }

    /**
     * Returns the turns that run or may, and those of their agents, by thread: since the connection was lost, those that did
     * then.
     */
    Map<String, LostTurn> running() {
        Map<String, LostTurn> left = lost;
        return left == null ? turns.running() : left;
    }

    /**
     * Returns the agents that work for a turn.
     */
    List<SubAgent> agentsOf(AppServerTurn turn) {
        return turns.agentsOf(turn);
    }

    void close() {
        connection.close();
    }

    void awaitClosed() {
        connection.awaitClosed();
    }
}
