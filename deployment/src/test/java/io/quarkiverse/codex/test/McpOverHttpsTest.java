package io.quarkiverse.codex.test;

import static io.quarkiverse.codex.testing.Step.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.HttpServer;

/** An application that takes HTTPS only. */
class McpOverHttpsTest {

    private static final Path DIRECTORY = Path.of("target", "mcp-over-https");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = McpApplication.create(model -> {
        TestCertificate.make(DIRECTORY);
        model.when("count").then(toolCall("count", Map.of("a", 1)).in("mcp__application")).reply("Done.");
    }, TestCertificate.class)
            .overrideRuntimeConfigKey("quarkus.http.insecure-requests", "disabled")
            .overrideRuntimeConfigKey("quarkus.http.test-ssl-port", "0")
            .overrideRuntimeConfigKey("quarkus.tls.key-store.p12.path",
                    DIRECTORY.resolve("certificate.p12").toAbsolutePath().toString())
            .overrideRuntimeConfigKey("quarkus.tls.key-store.p12.password", TestCertificate.PASSWORD)
            .overrideRuntimeConfigKey("quarkus.codex.env.\"CODEX_CA_CERTIFICATE\"",
                    DIRECTORY.resolve("certificate.pem").toAbsolutePath().toString());

    @Inject
    ToolEndpoint endpoint;

    @Inject
    HttpServer server;

    @Inject
    ExecTurns turns;

    private final TestTools tools = new TestTools().with("count", ToolResult.text("one"));

    @Test
    void saysWhatToSay() {
        assertThatThrownBy(() -> endpoint.open(new TurnHost(ApprovalDecider.DECLINING, tools), ToolReach.LOCAL))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("HTTPS only")
                .hasMessageContaining("quarkus.codex.mcp.url");
        ToolReach ofReviewer = new ToolReach(new ClientProperties("reviewer"), Optional.empty(), false, false);
        assertThatThrownBy(() -> endpoint.open(new TurnHost(ApprovalDecider.DECLINING, tools), ofReviewer))
                .hasMessageContaining("quarkus.codex.\"reviewer\".mcp.url");
    }

    @Test
    void isReachedWhereItIsSaidToBe() {
        URI told = URI.create("https://localhost:" + server.getSecurePort() + "/codex/mcp");

        assertThat(turns.reachedBy(new ToolReach(ClientProperties.OF_DEFAULT, Optional.of(told), false, false)).calls("count",
                tools)).hasSize(1);
    }
}
