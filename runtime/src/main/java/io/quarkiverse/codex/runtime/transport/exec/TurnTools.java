package io.quarkiverse.codex.runtime.transport.exec;

import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.Secrets;
import io.quarkiverse.codex.runtime.transport.TurnRequest;

/**
 * The application's tools for the codex of one turn, which reaches them over MCP for as long as the turn runs.
 */
final class TurnTools implements AutoCloseable {

    /** What codex, and with it the model, calls the application: its tools are in the namespace {@code mcp__application}. */
    static final String SERVER = "application";
    /** Its name keeps it from the commands that codex runs. */
    static final String TOKEN_VARIABLE = "QUARKUS_CODEX_TOOLS_TOKEN";

    /** How long a tool may take is the application's affair, and that of the turn. */
    private static final long SECONDS_PER_CALL = 365L * 24 * 60 * 60;

    /** {@code null} for a turn without tools. */
    private final ToolAccess access;

    private TurnTools(ToolAccess access) {
        this.access = access;
    }

    static TurnTools open(ExecSettings settings, TurnRequest request) {
        return new TurnTools(request.host().tools().isEmpty() ? null
                : settings.toolEndpoint().open(request.host(), settings.toolReach()));
    }

    /**
     * Tells codex where the tools are. What the token is, only its environment tells.
     */
    TurnRequest addTo(TurnRequest request) {
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
