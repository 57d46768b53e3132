package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

class TurnToolsTest {

    private static final String TOKEN = "t0ken-of-this-turn";

    private final AtomicInteger closed = new AtomicInteger();

    private final ToolCaller oneTool = new ToolCaller() {

        @Override
        public List<ToolInfo> tools() {
            return List.of(new ToolInfo("", "count", "Counts", JsonNodeFactory.instance.objectNode(), true, false, true));
        }

        @Override
        public Uni<ToolResult> call(ToolCall call) {
            throw new AssertionError("nobody calls");
        }
    };

    private final ToolEndpoint endpoint = (host, reach) -> new ToolAccess() {

        @Override
        public URI url() {
            return URI.create("http://127.0.0.1:8080/codex/mcp");
        }

        @Override
        public String token() {
            return TOKEN;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    };

    private static ExecSettings settings(ToolEndpoint endpoint) {
        return new ExecSettings(new ClientProperties("test"), Optional.empty(), Map.of("PATH", "/bin"), new Secrets(List.of()),
                1, 1,
                Duration.ZERO, endpoint, ToolReach.LOCAL);
    }

    private static TurnRequest request(ToolCaller tools) {
        ConfigTree config = new ConfigTree();
        config.set("shell_environment_policy.set.MINE", "1");
        return new TurnRequest(Optional.empty(), TurnInput.of("hello"),
                new TurnSettings(Path.of("/"), List.of(), true, false, config, Duration.ZERO, Duration.ZERO), Optional.empty(),
                new TurnHost(ApprovalDecider.DECLINING, tools));
    }

    @Test
    void needTheMcpServer() {
        assertThatThrownBy(() -> TurnTools.open(settings(ToolEndpoint.MISSING), request(oneTool)))
                .isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("add the dependency io.quarkiverse.mcp:quarkus-mcp-server-http");
    }

    @Test
    void areNoneOfAnybodysAffairInATurnWithoutThem() {
        TurnRequest request = request(ToolCaller.NONE);
        try (TurnTools tools = TurnTools.open(settings(ToolEndpoint.MISSING), request)) {
            assertThat(tools.addTo(request, directory -> List.of())).isSameAs(request);
            assertThat(tools.addTo(Map.of("PATH", "/bin"))).containsOnlyKeys("PATH");
        }
    }

    @Test
    void goToCodexWithTheTokenInTheEnvironmentOnly() {
        TurnRequest request = request(oneTool);
        try (TurnTools tools = TurnTools.open(settings(endpoint), request)) {
            List<String> arguments = ExecCommand.of(tools.addTo(request, directory -> List.of()), new TurnFiles(), false)
                    .arguments();

            assertThat(arguments).contains("mcp_servers.application.url=\"http://127.0.0.1:8080/codex/mcp\"",
                    "mcp_servers.application.bearer_token_env_var=\"QUARKUS_CODEX_TOOLS_TOKEN\"",
                    "mcp_servers.application.required=true",
                    "mcp_servers.application.default_tools_approval_mode=\"approve\"",
                    "shell_environment_policy.set.MINE=\"1\"",
                    "shell_environment_policy.set.QUARKUS_CODEX_TOOLS_TOKEN=\"\"");
            assertThat(arguments).noneMatch(argument -> argument.contains(TOKEN));
            assertThat(tools.addTo(Map.of("PATH", "/bin"))).containsEntry("QUARKUS_CODEX_TOOLS_TOKEN", TOKEN);
            assertThat(tools.addTo(new Secrets(List.of())).mask("no " + TOKEN)).isEqualTo("no *****");
            // The turn's own configuration may serve another turn.
            assertThat(request.settings().config().values()).doesNotContainKey("mcp_servers");
            assertThat(request.settings().config().values().toString()).doesNotContain("TOKEN");
        }
        assertThat(closed).hasValue(1);
    }
}
