package io.quarkiverse.codex.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The HTTP side of a scripted model: one thread per request, because a scripted response may pause anywhere. */
final class ModelEndpoint {

    private static final String BASE_PATH = "/v1";
    private static final int PENDING_CONNECTIONS = 1024;
    private static final AtomicLong RESPONSES = new AtomicLong();

    private final ScriptBook book;
    private final RequestLog received;
    private final RequestLog unmatched;
    private final RequestLog stalled;
    private final HttpServer server;
    private final ExecutorService threads;
    private volatile CompletableFuture<Void> released = new CompletableFuture<>();

    ModelEndpoint(ScriptBook book, RequestLog received, RequestLog unmatched, RequestLog stalled) {
        this.book = book;
        this.received = received;
        this.unmatched = unmatched;
        this.stalled = stalled;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), PENDING_CONNECTIONS);
        } catch (IOException failure) {
            throw new UncheckedIOException("No server on the loopback interface", failure);
        }
        AtomicLong number = new AtomicLong();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "scripted-model-" + server.getAddress().getPort() + "-"
                    + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(BASE_PATH + "/responses", this::respond);
        server.createContext(BASE_PATH + "/models", exchange -> answer(exchange, 200,
                Wire.json(Map.of("object", "list", "data", List.of(), "models", List.of())), Map.of()));
        server.createContext("/", exchange -> answer(exchange, 404, "A scripted model has no "
                + exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), Map.of()));
        server.start();
    }

    String baseUrl() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getAddress().getPort() + BASE_PATH;
    }

    /** Cuts off the responses that are stalled or held; later ones stall and hold again. */
    void release() {
        CompletableFuture<Void> ending = released;
        released = new CompletableFuture<>();
        ending.complete(null);
    }

    void close() {
        CompletableFuture<Void> ending = released;
        ending.complete(null);
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        CompletableFuture<Void> cut = released;
        byte[] body = exchange.getRequestBody().readAllBytes();
        ModelRequest request;
        try {
            request = new ModelRequest(body, exchange.getRequestHeaders());
        } catch (UncheckedIOException notJson) {
            answer(exchange, 400, "The body is not JSON", Map.of());
            return;
        }
        Optional<ScriptBook.Page> page;
        try {
            page = book.open(request);
        } catch (RuntimeException | AssertionError broken) {
            received.add(request);
            answer(exchange, 400, "The condition of a script failed on this " + request + ": " + broken, Map.of());
            return;
        }
        if (page.isEmpty()) {
            unmatched.add(request);
        }
        received.add(request);
        if (page.isEmpty()) {
            answer(exchange, 400, explain(request), Map.of());
            return;
        }
        ScriptedResponse response = page.get().response();
        for (Step step : response.steps()) {
            if (step instanceof Failure.HttpFailure failure) {
                answer(exchange, failure.status(), failure.body(), failure.headers());
                return;
            }
        }
        play(exchange, request, page.get(), cut);
    }

    private void play(HttpExchange exchange, ModelRequest request, ScriptBook.Page page, CompletableFuture<Void> cut)
            throws IOException {
        ScriptedResponse response = page.response();
        if (!response.steps().isEmpty() && response.steps().get(0) instanceof Failure.Stall) {
            stall(request, cut);
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        closeAfterwards(exchange);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 32 * 1024);
        ResponseStream stream = new ResponseStream(out, "resp_" + RESPONSES.incrementAndGet(), () -> book.callId(page));
        stream.created();
        for (Step step : response.steps()) {
            if (step instanceof Step.Hold hold) {
                out.flush();
                await(hold.gate().reach(), cut);
            } else if (step instanceof Failure.Stall) {
                out.flush();
                stall(request, cut);
            } else if (step instanceof Failure.Drop) {
                out.flush();
                throw new IOException("Scripted end of the connection");
            } else if (step instanceof Failure.ResponseFailure failure) {
                stream.failed(failure);
                exchange.close();
                return;
            } else {
                stream.item(step instanceof Step.Example example ? example.answerTo(request) : step);
            }
        }
        stream.completed(response.tokens());
        exchange.close();
    }

    private void stall(ModelRequest request, CompletableFuture<Void> cut) throws IOException {
        stalled.add(request);
        await(new CompletableFuture<>(), cut);
    }

    private static void await(CompletableFuture<Void> opened, CompletableFuture<Void> cut) throws IOException {
        try {
            CompletableFuture.anyOf(opened, cut).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The model was closed");
        } catch (ExecutionException impossible) {
            throw new IOException(impossible);
        }
        if (!opened.isDone()) {
            // The server cuts the connection of a handler that throws: codex sees a broken stream, not a finished one.
            throw new IOException("The model was reset or closed");
        }
    }

    private String explain(ModelRequest request) {
        StringBuilder text = new StringBuilder("No script for the prompt \"").append(request.prompt().strip())
                .append("\" (").append(request.toolOutputs().size()).append(" tool outputs so far, model ")
                .append(request.model()).append("). ");
        List<String> scripts = book.describe();
        return text.append(scripts.isEmpty() ? "There are no scripts." : "Scripts: " + String.join("; ", scripts)).toString();
    }

    private static void answer(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/plain");
        headers.forEach(exchange.getResponseHeaders()::set);
        closeAfterwards(exchange);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    /** A kept connection can be closed by this side just when codex reuses it; that would fail a turn for no reason. */
    private static void closeAfterwards(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Connection", "close");
    }
}
