package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcId;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;

/** An app-server that does what the test says, on the thread that says so. */
final class FakeServer implements MessageChannel {

    static final String THREAD = "thread-1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<RpcMessage> sent = new ArrayList<>();
    boolean readsNothing;
    boolean closed;
    boolean closesLater;
    private final Map<String, String> answers = new HashMap<>();
    private final Deque<RpcMessage.Request> unanswered = new ArrayDeque<>();
    private Listener listener;

    FakeServer() {
        answers.put("initialize", "{\"userAgent\":\"codex/0.169.0\"}");
        answers.put("thread/start", "{\"thread\":{\"id\":\"" + THREAD + "\"}}");
        answers.put("thread/resume", "{\"thread\":{\"id\":\"" + THREAD + "\"}}");
        answers.put("thread/unsubscribe", "{}");
        answers.put("thread/backgroundTerminals/list", "{\"data\":[]}");
        answers.put("turn/interrupt", "{}");
        answers.put("thread/backgroundTerminals/clean", "{}");
        answers.put("thread/turns/list", "{\"data\":[]}");
    }

    /** Leaves a method without an answer until the test gives one. */
    FakeServer keeping(String method) {
        answers.remove(method);
        return this;
    }

    FakeServer answering(String method, String result) {
        answers.put(method, result);
        return this;
    }

    @Override
    public void open(Listener opened) {
        listener = opened;
    }

    @Override
    public boolean send(RpcMessage message) {
        if (readsNothing || closed) {
            return false;
        }
        sent.add(message);
        if (message instanceof RpcMessage.Request request) {
            String answer = answers.get(request.method());
            if (answer == null) {
                unanswered.add(request);
            } else {
                listener.received(new RpcMessage.Response(request.id(), json(answer)));
            }
        }
        return true;
    }

    /** Answers the oldest request of a method that has no answer. */
    void answer(String method, String result) {
        listener.received(new RpcMessage.Response(take(method).id(), json(result)));
    }

    void refuse(String method, long code, String message) {
        listener.received(new RpcMessage.ErrorResponse(take(method).id(), code, message));
    }

    private RpcMessage.Request take(String method) {
        RpcMessage.Request found = unanswered.stream().filter(request -> request.method().equals(method)).findFirst()
                .orElseThrow(() -> new AssertionError("Nobody waits for the answer of " + method + ": " + sent));
        unanswered.remove(found);
        return found;
    }

    void tell(String method, String params) {
        listener.received(new RpcMessage.Notification(method, json(params)));
    }

    /** Tells something that nobody can read. */
    void leaveOut(String method, String threadId, String turnId) {
        listener.received(new RpcMessage.Oversized(null, method, threadId, turnId, 1 << 20));
    }

    void started(String turnId) {
        tell("turn/started", turn(turnId, "inProgress"));
    }

    void ended(String turnId, String status) {
        tell("turn/completed", turn(turnId, status));
    }

    /**
     * Tells what was said in a turn.
     *
     * @param clientId what whoever said it calls it, or {@code null}
     */
    void said(String turnId, String clientId) {
        tell("item/started", "{\"threadId\":\"" + THREAD + "\",\"turnId\":\"" + turnId
                + "\",\"item\":{\"type\":\"userMessage\",\"id\":\"said\",\"clientId\":"
                + (clientId == null ? "null" : "\"" + clientId + "\"") + ",\"content\":[]}}");
    }

    private static String turn(String turnId, String status) {
        return "{\"threadId\":\"" + THREAD + "\",\"turn\":{\"id\":\"" + turnId + "\",\"status\":\"" + status + "\"}}";
    }

    void ask(String id, String method, String params) {
        listener.received(new RpcMessage.Request(RpcId.of(id), method, json(params)));
    }

    /** What was said to a question, or {@code null}. */
    RpcMessage reply(String id) {
        return sent.stream().filter(message -> message instanceof RpcMessage.Response response
                && response.id().equals(RpcId.of(id))
                || message instanceof RpcMessage.ErrorResponse error && error.id().equals(RpcId.of(id))).findFirst()
                .orElse(null);
    }

    /** Whether a question was answered by yes. */
    boolean accepted(String id) {
        return reply(id) instanceof RpcMessage.Response response && response.result().toString().contains("accept");
    }

    JsonNode result(String id) {
        return ((RpcMessage.Response) reply(id)).result();
    }

    List<JsonNode> requests(String method) {
        return sent.stream().filter(RpcMessage.Request.class::isInstance).map(RpcMessage.Request.class::cast)
                .filter(request -> request.method().equals(method)).map(RpcMessage.Request::params).toList();
    }

    void lose(CodexException why) {
        closed = true;
        listener.closed(why);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public boolean isAlive() {
        return !closed;
    }

    @Override
    public void close() {
        if (!closed && !closesLater) {
            lose(new CodexException("stopped"));
        }
    }

    @Override
    public void giveUp() {
        lose(new CodexException("given up"));
    }

    @Override
    public void awaitClosed() {
        // Nothing is left at any time.
    }
}
