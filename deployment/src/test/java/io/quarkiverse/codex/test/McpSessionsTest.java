package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.runtime.ConnectionManager;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Nothing is left of a turn in the MCP server, nor said of it. */
class McpSessionsTest {

    private static final int TURNS = 50;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = McpApplication
            .create(model -> model.when("count").then(toolCall("count", Map.of("a", 1)).in("mcp__application")).reply("Done."),
                    McpClient.class)
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.INFO.intValue()
                    && record.getMessage().contains("session"))
            .assertLogRecords(records -> assertThat(records).isEmpty());

    @Inject
    ToolEndpoint endpoint;

    @Inject
    ConnectionManager connections;

    @Inject
    ExecTurns turns;

    private List<String> sessions() {
        return StreamSupport.stream(connections.spliterator(), false).map(McpConnection::id).toList();
    }

    private ToolAccess open() {
        return endpoint.open(
                new TurnHost(ApprovalDecider.DECLINING, new TestTools().with("count", ToolResult.text("one"))),
                ToolReach.LOCAL);
    }

    @Test
    void endWithTheirTurnsWithoutAWord() throws Exception {
        for (int turn = 0; turn < TURNS; turn++) {
            try (ToolAccess access = open()) {
                String session = McpClient.sessionOf(new McpClient(access.url(), access.token()).greet());
                assertThat(sessions()).containsExactly(session);
            }
            assertThat(sessions()).as("after turn %s", turn).isEmpty();
        }
    }

    @Test
    void areEndedByThoseWhoBeganThem() throws Exception {
        try (ToolAccess access = open(); ToolAccess other = open()) {
            McpClient client = new McpClient(access.url(), access.token());
            String session = McpClient.sessionOf(client.greet());

            assertThat(new McpClient(other.url(), other.token()).leave(session)).isEqualTo(404);
            assertThat(sessions()).containsExactly(session);
            assertThat(client.leave(session)).isEqualTo(200);
            assertThat(sessions()).isEmpty();
            assertThat(client.leave(session)).isEqualTo(404);
        }
    }

    @Test
    void areLeftByNoCodex() throws Exception {
        assertThat(turns.calls("count", new TestTools().with("count", ToolResult.text("one")))).hasSize(1);
        await().until(() -> sessions().isEmpty());

        CompletableFuture<Void> called = new CompletableFuture<>();
        Cancellable turn = turns.start("count", new TestTools().with("", "count", call -> {
            called.complete(null);
            return Uni.createFrom().nothing();
        })).subscribe().with(event -> {
        });
        called.get(30, TimeUnit.SECONDS);
        assertThat(sessions()).hasSize(1);
        turn.cancel();
        await().until(() -> sessions().isEmpty());
    }
}
