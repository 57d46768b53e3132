package io.quarkiverse.codex.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ClientProperties;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.quarkiverse.codex.runtime.transport.exec.ExecSettings;
import io.quarkiverse.codex.runtime.transport.exec.ExecTransport;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Multi;

/**
 * Turns of the exec transport whose tools are not declared anywhere.
 */
@Singleton
public class ExecTurns {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ToolEndpoint endpoint;
    private final SmallRyeConfig properties;
    private final ClientConfig config;
    private final ExecTransport transport;

    @Inject
    ExecTurns(ToolEndpoint endpoint, SmallRyeConfig properties) {
        this(endpoint, properties, ToolReach.LOCAL);
    }

    private ExecTurns(ToolEndpoint endpoint, SmallRyeConfig properties, ToolReach reach) {
        this.endpoint = endpoint;
        this.properties = properties;
        config = properties.getConfigMapping(CodexConfig.class).clients().get(CodexClient.DEFAULT_NAME);
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.putAll(config.env());
        environment.put("CODEX_HOME", config.home().orElseThrow().toString());
        transport = new ExecTransport(new ExecSettings(new ClientProperties("tools"), config.path(), environment,
                new Secrets(List.of()), 1 << 24, 1 << 16, Duration.ofSeconds(5), endpoint, reach));
    }

    /** The same, by a way that codex is told. */
    ExecTurns reachedBy(ToolReach reach) {
        return new ExecTurns(endpoint, properties, reach);
    }

    Multi<TurnEvent> start(String prompt, ToolCaller tools) {
        TurnHost host = new TurnHost(ApprovalDecider.DECLINING, tools);
        return Multi.createFrom().deferred(() -> transport
                .prepare(new TurnRequest(Optional.empty(), TurnInput.of(prompt), settings(), Optional.empty(), host),
                        host::close)
                .events());
    }

    List<TurnEvent> run(String prompt, ToolCaller tools) {
        return start(prompt, tools).collect().asList().await().atMost(LONGEST);
    }

    List<McpToolCall> calls(String prompt, ToolCaller tools) {
        return run(prompt, tools).stream().filter(ItemCompleted.class::isInstance)
                .map(event -> ((ItemCompleted) event).item()).filter(McpToolCall.class::isInstance)
                .map(McpToolCall.class::cast).toList();
    }

    private TurnSettings settings() {
        ConfigTree tree = new ConfigTree();
        tree.set("model", config.model().orElseThrow());
        tree.set("sandbox_mode", "read-only");
        tree.set("shell_environment_policy.ignore_default_excludes", false);
        config.config().forEach((key, value) -> tree.set(key, parsed(value)));
        try {
            Path directory = Files.createDirectories(config.home().orElseThrow().resolve("work"));
            return new TurnSettings(directory, List.of(), true, false, tree, LONGEST, LONGEST);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object parsed(String value) {
        try {
            return new ObjectMapper().readValue(value, Object.class);
        } catch (JsonProcessingException text) {
            return value;
        }
    }

    @PreDestroy
    void close() {
        transport.close();
    }
}
