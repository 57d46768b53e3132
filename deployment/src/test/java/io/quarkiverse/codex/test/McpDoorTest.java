package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.mcp.server.Tool;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;

class McpDoorTest {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = (ScriptedApplication) McpApplication.create(model -> {
        model.when("ours").then(toolCall("count", Map.of("a", 1)).in("mcp__application")).reply("Done.");
        model.when("theirs").then(toolCall("greet", Map.of()).in("mcp__application")).reply("Done.");
    }, McpDoorTest.PublicTools.class)
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-security", Version.getVersion())))
            .overrideConfigKey("quarkus.http.root-path", "/api")
            .overrideRuntimeConfigKey("quarkus.http.host", "0.0.0.0")
            .overrideRuntimeConfigKey("quarkus.http.auth.permission.everything.paths", "/*")
            .overrideRuntimeConfigKey("quarkus.http.auth.permission.everything.policy", "deny");

    @Inject
    ToolEndpoint endpoint;

    @Inject
    ExecTurns turns;

    private final HttpClient client = HttpClient.newHttpClient();

    /** What the application offers to other MCP clients. */
    @Singleton
    static class PublicTools {

        @Tool(description = "Greets")
        String greet() {
            return "hello";
        }
    }

    @Test
    void letsACodexInForAsLongAsItsTurnRuns() throws Exception {
        ToolAccess access = open(ToolReach.LOCAL);
        assertThat(access.url().getPath()).isEqualTo("/api/codex/mcp");
        assertThat(access.token()).hasSizeGreaterThan(40);
        assertThat(access).asString().doesNotContain(access.token());

        assertThat(list(access.url(), access.token())).contains("\"count\"").doesNotContain("greet");
        assertThat(greet(access.url(), null).statusCode()).isEqualTo(401);
        assertThat(greet(access.url(), "x" + access.token()).statusCode()).isEqualTo(401);
        ToolAccess other = open(ToolReach.LOCAL);
        assertThat(other.token()).isNotEqualTo(access.token());

        access.close();

        assertThat(greet(access.url(), access.token()).statusCode()).isEqualTo(401);
        assertThat(greet(other.url(), other.token()).statusCode()).isEqualTo(200);
        other.close();
    }

    @Test
    void guardsWhatIsBelowIt() throws Exception {
        URI url;
        try (ToolAccess access = open(ToolReach.LOCAL)) {
            url = access.url();
        }
        for (String path : new String[] { "/sse", "/messages/1", "/", "/../mcp" }) {
            assertThat(greet(URI.create(url + path), null).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void isNoWayRoundTheApplicationsOwnPolicy() throws Exception {
        try (ToolAccess access = open(ToolReach.LOCAL)) {
            assertThat(greet(access.url().resolve("/api/mcp"), access.token()).statusCode()).isIn(401, 403);
        }
    }

    @Test
    void isReachedByCodexItself() {
        assertThat(turns.calls("ours", new TestTools().with("count", ToolResult.text("one")))).hasSize(1);
    }

    @Test
    void doesNotLeadToTheApplicationsOwnMcpTools() {
        assertThat(turns.calls("theirs", new TestTools().with("count", ToolResult.text("one")))).isEmpty();
    }

    private ToolAccess open(ToolReach reach) {
        return endpoint.open(new TurnHost(ApprovalDecider.DECLINING, new TestTools().with("count", ToolResult.text("one"))),
                reach);
    }

    /** The names of the tools, as an MCP client hears them. */
    private String list(URI url, String token) throws IOException, InterruptedException {
        HttpResponse<String> greeting = greet(url, token);
        assertThat(greeting.statusCode()).isEqualTo(200);
        String session = greeting.headers().firstValue("Mcp-Session-Id").orElseThrow();
        post(url, token, session, Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return post(url, token, session, Map.of("jsonrpc", "2.0", "id", 2, "method", "tools/list")).body();
    }

    private HttpResponse<String> greet(URI url, String token) throws IOException, InterruptedException {
        return post(url, token, null, Map.of("jsonrpc", "2.0", "id", 1, "method", "initialize", "params",
                Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(), "clientInfo",
                        Map.of("name", "test", "version", "1"))));
    }

    private HttpResponse<String> post(URI url, String token, String session, Map<String, ?> message)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(message))).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
