package io.quarkiverse.codex.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An MCP server that has questions. Its tool {@code ask} asks for a size and gives what it was answered; its tool {@code write}
 * asks nothing and is one that codex does not run unasked.
 */
final class ElicitingServer implements AfterEachCallback {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ElicitingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/mcp", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"POST".equals(exchange.getRequestMethod())) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            JsonNode message = MAPPER.readTree(exchange.getRequestBody());
            switch (message.path("method").asText()) {
                case "" -> {
                    answers.add(message.path("result"));
                    exchange.sendResponseHeaders(202, -1);
                }
                case "initialize" -> answer(exchange, message, """
                        {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
                         "serverInfo": {"name": "shop", "version": "1"}}""");
                case "tools/list" -> answer(exchange, message, """
                        {"tools": [{"name": "ask", "inputSchema": {"type": "object"}, "annotations": {"readOnlyHint": true}},
                                   {"name": "write", "inputSchema": {"type": "object"}}]}""");
                case "tools/call" -> call(exchange, message);
                default -> exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private void call(HttpExchange exchange, JsonNode message) throws IOException {
        if ("write".equals(message.path("params").path("name").asText())) {
            answer(exchange, message, text("written").toString());
            return;
        }
        exchange.getResponseHeaders().add("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        tell(exchange, message("elicitation/create", """
                {"message": "Which size?", "requestedSchema": {"type": "object", "required": ["size"],
                 "properties": {"size": {"type": "string", "enum": ["S", "L"]}}}}"""));
        try {
            JsonNode answer = answers.poll(Turns.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            tell(exchange, response(message, text(String.valueOf(answer))));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(HttpExchange exchange, JsonNode message) throws IOException {
        OutputStream body = exchange.getResponseBody();
        body.write(("data: " + message + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private static ObjectNode message(String method, String params) throws IOException {
        return MAPPER.createObjectNode().put("jsonrpc", "2.0").put("id", "question").put("method", method)
                .set("params", MAPPER.readTree(params));
    }

    private static ObjectNode text(String text) {
        ObjectNode result = MAPPER.createObjectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }

    private static ObjectNode response(JsonNode request, JsonNode result) {
        ObjectNode response = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        response.set("id", request.path("id"));
        return response.set("result", result);
    }

    private static void answer(HttpExchange exchange, JsonNode request, String result) throws IOException {
        byte[] body = MAPPER.writeValueAsBytes(response(request, MAPPER.readTree(result)));
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop(0);
        threads.shutdownNow();
    }
}
