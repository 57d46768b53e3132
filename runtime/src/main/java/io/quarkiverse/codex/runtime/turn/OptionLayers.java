package io.quarkiverse.codex.runtime.turn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.TransportKind;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

/**
 * Lays defaults, the client's configuration, the thread's and the turn's options over each other, in this order. Within one
 * layer a typed option goes before a value of the same key in {@code config}.
 */
public final class OptionLayers {

    /** Tables that may bear keys. codex finds them in the file of a home of our own, and no command line shows them. */
    private static final Pattern IN_FILE_ONLY = Pattern.compile("(otel|model_providers|mcp_servers)\\..+");

    private final ClientConfig client;
    private final Map<String, Object> clientValues = new LinkedHashMap<>();

    /**
     * @param client the client's configuration
     */
    public OptionLayers(ClientConfig client) {
        this.client = client;
        client.config().forEach((key, text) -> {
            if (!client.isolatedHome() || !IN_FILE_ONLY.matcher(key).matches()) {
                clientValues.put(key, ConfigText.parse(text));
            }
        });
    }

    /**
     * Returns what holds for a turn.
     *
     * @param thread the options of its thread
     * @param turn its own options
     */
    public TurnSettings resolve(ThreadOptions thread, TurnOptions turn) {
        ConfigTree tree = new ConfigTree();
        // Reading is safe wherever an application runs; to write, somebody has to say so.
        tree.set("sandbox_mode", SandboxMode.READ_ONLY.wireName());
        // A snapshot starts a login shell for each thread, of which a service has no use.
        tree.set("features.shell_snapshot", false);
        // codex needs its key, the commands that a model thinks of do not: they could print it, or carry it off. A list of our
        // own would replace the one in somebody's config.toml; this keeps every KEY, SECRET and TOKEN from them.
        tree.set("shell_environment_policy.ignore_default_excludes", false);
        addClient(tree);
        addThread(tree, thread);
        addTurn(tree, turn);

        Path base = base();
        Path workingDirectory = base.resolve(first(turn.workingDirectory(), thread.workingDirectory(),
                client.workingDirectory()).orElse(base)).normalize();
        List<Path> additionalDirectories = first(turn.additionalDirectories(), thread.additionalDirectories(),
                client.additionalDirectories()).orElse(List.of()).stream()
                .map(directory -> workingDirectory.resolve(directory).normalize()).toList();
        return new TurnSettings(workingDirectory, additionalDirectories,
                thread.skipGitRepoCheck().orElse(client.skipGitRepoCheck()), thread.ephemeral().orElse(client.ephemeral()),
                tree, duration(turn.timeout(), thread.timeout(), client.timeouts().turn()),
                duration(turn.idleTimeout(), thread.idleTimeout(), client.timeouts().idle()));
    }

    /** This process' directory means nothing on another machine: there codex has one of its own. */
    private Path base() {
        Path processDirectory = Path.of("");
        return client.transport() == TransportKind.REMOTE ? processDirectory : processDirectory.toAbsolutePath();
    }

    private void addClient(ConfigTree tree) {
        clientValues.forEach(tree::set);
        Typed typed = new Typed(tree);
        typed.set("openai_base_url", client.baseUrl());
        typed.set("model", client.model());
        typed.set("model_reasoning_effort", client.reasoningEffort());
        typed.set("sandbox_mode", client.sandboxMode().map(SandboxMode::wireName));
        typed.set("approval_policy", client.approvalPolicy().map(mode -> mode.wireName()));
        typed.set("sandbox_workspace_write.network_access", client.networkAccess());
        typed.set("web_search", client.webSearch().map(mode -> mode.wireName()));
        typed.set("developer_instructions", client.developerInstructions());
        typed.set("features.shell_snapshot", client.shellSnapshot());
    }

    private static void addThread(ConfigTree tree, ThreadOptions thread) {
        thread.config().forEach(tree::set);
        Typed typed = new Typed(tree);
        typed.set("model", thread.model());
        typed.set("model_reasoning_effort", thread.reasoningEffort());
        typed.set("sandbox_mode", thread.sandboxMode().map(SandboxMode::wireName));
        typed.set("approval_policy", thread.approvalMode().map(mode -> mode.wireName()));
        typed.set("sandbox_workspace_write.network_access", thread.networkAccess());
        typed.set("web_search", thread.webSearch().map(mode -> mode.wireName()));
        typed.set("developer_instructions", thread.developerInstructions());
    }

    private static void addTurn(ConfigTree tree, TurnOptions turn) {
        turn.config().forEach(tree::set);
        Typed typed = new Typed(tree);
        typed.set("model", turn.model());
        typed.set("model_reasoning_effort", turn.reasoningEffort());
        typed.set("sandbox_mode", turn.sandboxMode().map(SandboxMode::wireName));
        typed.set("approval_policy", turn.approvalMode().map(mode -> mode.wireName()));
        typed.set("sandbox_workspace_write.network_access", turn.networkAccess());
        typed.set("web_search", turn.webSearch().map(mode -> mode.wireName()));
    }

    private static <T> Optional<T> first(Optional<T> turn, Optional<T> thread, Optional<T> client) {
        return turn.or(() -> thread).or(() -> client);
    }

    private static Duration duration(Optional<Duration> turn, Optional<Duration> thread, Duration client) {
        return turn.or(() -> thread).orElse(client);
    }

    private record Typed(ConfigTree tree) {

        void set(String key, Optional<?> value) {
            value.ifPresent(present -> tree.set(key, present));
        }
    }
}
