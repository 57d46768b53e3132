package io.quarkiverse.codex.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A client of the MCP server that only codex is to talk to.
 *
 * @param url where it is
 * @param token what to show, or {@code null} for nothing
 * @param headers what else to say
 */
record McpClient(URI url, String token, Map<String, String> headers) {

    private static final String SESSION = "Mcp-Session-Id";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    McpClient(URI url, String token) {
        this(url, token, Map.of());
    }

    /** Begins a session. */
    HttpResponse<String> greet() throws IOException, InterruptedException {
        return post(null, Map.of("jsonrpc", "2.0", "id", 1, "method", "initialize", "params",
                Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(), "clientInfo",
                        Map.of("name", "test", "version", "1"))));
    }

    static String sessionOf(HttpResponse<String> greeting) {
        return greeting.headers().firstValue(SESSION).orElseThrow();
    }

    /** The names of the tools, as an MCP client hears them. */
    String list() throws IOException, InterruptedException {
        String session = sessionOf(greet());
        post(session, Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return post(session, Map.of("jsonrpc", "2.0", "id", 2, "method", "tools/list")).body();
    }

    /** Ends a session. */
    int leave(String session) throws IOException, InterruptedException {
        return CLIENT.send(request(session).DELETE().build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> post(String session, Map<String, ?> message) throws IOException, InterruptedException {
        return CLIENT.send(request(session)
                .POST(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(message))).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (session != null) {
            request.header(SESSION, session);
        }
        return request;
    }
}
