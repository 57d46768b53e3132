package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.mcp.server.Tool;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;

class McpDoorTest {

    @RegisterExtension
    static final ScriptedApplication APPLICATION = (ScriptedApplication) McpApplication.create(model -> {
        model.when("ours").then(toolCall("count", Map.of("a", 1)).in("mcp__application")).reply("Done.");
        model.when("theirs").then(toolCall("greet", Map.of()).in("mcp__application")).reply("Done.");
    }, McpDoorTest.PublicTools.class, McpClient.class)
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-security", Version.getVersion())))
            .overrideConfigKey("quarkus.http.root-path", "/api")
            .overrideRuntimeConfigKey("quarkus.http.host", "0.0.0.0")
            .overrideRuntimeConfigKey("quarkus.http.proxy.proxy-address-forwarding", "true")
            .overrideRuntimeConfigKey("quarkus.http.proxy.allow-x-forwarded", "true")
            .overrideRuntimeConfigKey("quarkus.http.auth.permission.everything.paths", "/*")
            .overrideRuntimeConfigKey("quarkus.http.auth.permission.everything.policy", "deny");

    @Inject
    ToolEndpoint endpoint;

    @Inject
    ExecTurns turns;

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

        assertThat(new McpClient(access.url(), access.token()).list()).contains("\"count\"").doesNotContain("greet");
        assertThat(status(access.url(), null)).isEqualTo(401);
        assertThat(status(access.url(), "x" + access.token())).isEqualTo(401);
        ToolAccess other = open(ToolReach.LOCAL);
        assertThat(other.token()).isNotEqualTo(access.token());

        access.close();

        assertThat(status(access.url(), access.token())).isEqualTo(401);
        assertThat(status(other.url(), other.token())).isEqualTo(200);
        other.close();
    }

    @Test
    void guardsWhatIsBelowIt() throws Exception {
        URI url;
        try (ToolAccess access = open(ToolReach.LOCAL)) {
            url = access.url();
        }
        for (String path : new String[] { "/sse", "/messages/1", "/", "/../mcp" }) {
            assertThat(status(URI.create(url + path), null)).as(path).isEqualTo(401);
        }
    }

    @Test
    void isNoWayRoundTheApplicationsOwnPolicy() throws Exception {
        try (ToolAccess access = open(ToolReach.LOCAL)) {
            assertThat(status(access.url().resolve("/api/mcp"), access.token())).isIn(401, 403);
        }
    }

    @Test
    void knowsWhoComesFromAnotherMachine() throws Exception {
        try (ToolAccess local = open(ToolReach.LOCAL);
                ToolAccess open = open(new ToolReach(ClientProperties.OF_DEFAULT, Optional.empty(), true, false))) {
            Map<String, String> elsewhere = Map.of("X-Forwarded-For", "192.0.2.77");

            assertThat(new McpClient(local.url(), local.token(), elsewhere).greet().statusCode()).isEqualTo(403);
            assertThat(new McpClient(open.url(), open.token(), elsewhere).greet().statusCode()).isEqualTo(200);
            assertThat(new McpClient(open.url(), "x" + open.token(), elsewhere).greet().statusCode()).isEqualTo(401);
        }
    }

    @Test
    void codexTakesTheWayThatItIsTold() throws Exception {
        URI door;
        try (ToolAccess access = open(ToolReach.LOCAL)) {
            door = access.url();
        }
        AtomicInteger came = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        try {
            NetServer front = vertx.createNetServer().connectHandler(near -> {
                came.incrementAndGet();
                near.pause();
                vertx.createNetClient().connect(door.getPort(), door.getHost()).onFailure(failure -> near.close())
                        .onSuccess(far -> {
                            near.pipeTo(far);
                            far.pipeTo(near);
                        });
            });
            int port = front.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS)
                    .actualPort();
            URI told = URI.create("http://127.0.0.1:" + port + door.getPath());

            assertThat(
                    turns.reachedBy(new ToolReach(ClientProperties.OF_DEFAULT, Optional.of(told), false, false)).calls("ours",
                            new TestTools().with("count", ToolResult.text("one"))))
                    .hasSize(1);
            assertThat(came).hasPositiveValue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
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

    private static int status(URI url, String token) throws IOException, InterruptedException {
        return new McpClient(url, token).greet().statusCode();
    }
}
