package io.quarkiverse.codex.runtime.probe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.TurnSettings;

/**
 * The options of a probe's turn: those of the client's own turns, but for what the probe would only wait for or what would
 * leave something behind.
 */
final class ProbeSettings {

    /** What codex offers a model depends on its name: of this one it is known. */
    private static final String MODEL = "gpt-5.5";
    /** Servers of somebody else's that take time to start, and what belongs to another model. */
    private static final Set<String> LEFT_OUT = Set.of("mcp_servers", "model_reasoning_effort", "profile");

    private ProbeSettings() {
    }

    /**
     * @param client the options of the client's turns
     * @param asksLeave whether codex is to ask for leave to run the probe's command
     */
    static TurnSettings of(TurnSettings client, Path directory, Duration timeout, boolean asksLeave) {
        ConfigTree config = new ConfigTree();
        client.config().values().forEach((key, value) -> {
            if (!LEFT_OUT.contains(key)) {
                config.set(key, value);
            }
        });
        config.set("model", MODEL);
        config.set("approval_policy", (asksLeave ? ApprovalMode.UNTRUSTED : ApprovalMode.NEVER).wireName());
        // A program that would be told of the turn.
        config.set("notify", List.of());
        config.set("features.shell_tool", true);
        config.set("features.plugins", false);
        config.set("features.apps", false);
        config.set("allow_login_shell", false);
        return new TurnSettings(directory, List.of(), true, true, config, timeout, Duration.ZERO);
    }
}
