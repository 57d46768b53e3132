package io.quarkiverse.codex.runtime.transport.exec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.HookConfig;
import io.quarkiverse.codex.runtime.transport.HookProof;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;

/**
 * The application's tools for the codex of one turn, which reaches them over MCP for as long as the turn runs.
 */
final class TurnTools implements AutoCloseable {

    static final String SERVER = ToolEndpoint.SERVER;
    /** Its name keeps it from the commands that codex runs. */
    static final String TOKEN_VARIABLE = "QUARKUS_CODEX_TOOLS_TOKEN";

    /** How long a tool may take is the application's affair, and that of the turn. */
    private static final long SECONDS_PER_CALL = 365L * 24 * 60 * 60;

    /** {@code null} for a turn without tools. */
    private final ToolAccess access;
    private final HookProof hooks;

    private TurnTools(ToolAccess access, HookProof hooks) {
        this.access = access;
        this.hooks = hooks;
    }

    static TurnTools open(ExecSettings settings, TurnRequest request) {
        TurnHost host = request.host();
        HookProof hooks = new HookProof(host.nativeHooks(), true, false);
        boolean needed = !host.tools().isEmpty() || !hooks.points().isEmpty();
        return new TurnTools(needed ? settings.toolEndpoint()
                .open(new TurnHost(host.approvals(), host.toolCalls(), hooks), settings.toolReach()) : null, hooks);
    }

    HookProof hooks() {
        return hooks;
    }

    boolean hasHooks() {
        return !hooks.points().isEmpty();
    }

    /**
     * Tells codex where the tools are. What the token is, only its environment tells.
     *
     * @param unreviewedHooks asks codex which other hooks of a directory nobody has reviewed
     */
    TurnRequest addTo(TurnRequest request, Function<Path, List<String>> unreviewedHooks) {
        if (access == null) {
            return request;
        }
        ConfigTree config = request.settings().config().copy();
        String server = "mcp_servers." + SERVER + ".";
        config.set(server + "url", access.url().toString());
        config.set(server + "bearer_token_env_var", TOKEN_VARIABLE);
        // A turn that goes on without its tools would do something else than it was asked to.
        config.set(server + "required", true);
        // Nobody could be asked, and codex would refuse each tool that does more than read.
        config.set(server + "default_tools_approval_mode", "approve");
        config.set(server + "supports_parallel_tool_calls", true);
        config.set(server + "tool_timeout_sec", SECONDS_PER_CALL);
        // Even of an application that lets commands see what is secret: this is a secret of ours.
        config.set("shell_environment_policy.set." + TOKEN_VARIABLE, "");
        if (hasHooks()) {
            HookConfig.add(config, SERVER, hooks.points());
            HookConfig.switchOff(config, unreviewedHooks.apply(request.settings().workingDirectory()));
        }
        return request.with(config);
    }

    Map<String, String> addTo(Map<String, String> environment) {
        if (access == null) {
            return environment;
        }
        Map<String, String> more = new TreeMap<>(environment);
        more.put(TOKEN_VARIABLE, access.token());
        return more;
    }

    Secrets addTo(Secrets secrets) {
        return access == null ? secrets : secrets.and(access.token());
    }

    @Override
    public void close() {
        if (access != null) {
            access.close();
        }
    }
}
