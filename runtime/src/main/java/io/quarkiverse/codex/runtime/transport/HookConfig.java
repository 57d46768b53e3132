package io.quarkiverse.codex.runtime.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.codex.runtime.host.NativeHookPoint;

/**
 * codex' configuration of hooks that ask the application: each calls a tool of an MCP server with what codex tells.
 */
public final class HookConfig {

    /** The tool that hooks call. The MCP server hides it from the model. */
    public static final String TOOL = "codex_hook";
    /** The tool's argument that says which hook calls; all others are named as codex names them. */
    public static final String POINT = "hook_event";

    /** Longer than any turn: a hook that codex gives up is one that it goes on without. */
    private static final long SECONDS_PER_CALL = 365L * 24 * 60 * 60;

    private HookConfig() {
    }

    /**
     * Adds hooks to the configuration of a turn, beside those that it has.
     *
     * @param config the configuration
     * @param server the name of the MCP server
     * @param points where codex is to ask
     */
    public static void add(ConfigTree config, String server, Set<NativeHookPoint> points) {
        for (NativeHookPoint point : points) {
            List<Object> groups = new ArrayList<>(present(config, point));
            groups.add(Map.of("hooks", List.of(hook(server, point))));
            config.set("hooks." + point.wireName(), groups);
        }
    }

    /**
     * Switches hooks off, for the turn only.
     *
     * @param config the configuration
     * @param keys codex' keys of the hooks
     */
    public static void switchOff(ConfigTree config, List<String> keys) {
        Map<String, Object> state = new LinkedHashMap<>();
        keys.forEach(key -> state.put(key, Map.of("enabled", false)));
        if (!state.isEmpty()) {
            config.set("hooks.state", state);
        }
    }

    private static List<?> present(ConfigTree config, NativeHookPoint point) {
        return config.values().get("hooks") instanceof Map<?, ?> hooks
                && hooks.get(point.wireName()) instanceof List<?> groups ? groups : List.of();
    }

    private static Map<String, Object> hook(String server, NativeHookPoint point) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put(POINT, point.wireName());
        point.members().forEach(member -> input.put(member, "${" + member + "}"));
        Map<String, Object> hook = new LinkedHashMap<>();
        hook.put("type", "mcp_tool");
        hook.put("server", server);
        hook.put("tool", TOOL);
        hook.put("timeout", SECONDS_PER_CALL);
        hook.put("input", input);
        return hook;
    }
}
