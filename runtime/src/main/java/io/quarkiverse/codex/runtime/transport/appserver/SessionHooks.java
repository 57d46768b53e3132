package io.quarkiverse.codex.runtime.transport.appserver;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.transport.ConfigTree;
import io.quarkiverse.codex.runtime.transport.HookConfig;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.smallrye.mutiny.Uni;

/**
 * The way by which the codex of one app-server asks the application's hooks. There is one for all its threads, and one token
 * for the life of the process: another for each turn would have each turn open its thread anew.
 */
final class SessionHooks implements NativeHooks {

    private static final String SERVER = ToolEndpoint.SERVER;
    /** The question comes by another way than the news of the agent that asks it, and may be here before. */
    private static final long MOST_MILLIS = 1000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);
    private static final String NO_TURN = "No turn of the application runs on this thread that could allow it";

    private final AppServerSettings settings;
    private final BiFunction<String, String, Optional<NativeHooks>> hooks;
    /** {@code null} until the first turn with hooks. Guarded by this. */
    private ToolAccess access;

    /**
     * @param hooks finds the hooks of the turn that runs on a thread by the thread and the turn that codex names, where they
     *        may
     *        be asked
     */
    SessionHooks(AppServerSettings settings, BiFunction<String, String, Optional<NativeHooks>> hooks) {
        this.settings = settings;
        this.hooks = hooks;
    }

    /**
     * Returns the options of a thread whose turn has hooks. The token is in them, and with them goes to codex by its standard
     * input or a WebSocket, never by its arguments or environment.
     *
     * @param unreviewed codex' keys of hooks that nobody has reviewed
     */
    ObjectNode options(TurnRequest request, Set<NativeHookPoint> points, List<String> unreviewed) {
        ToolAccess open = access();
        ConfigTree config = request.settings().config().copy();
        String server = "mcp_servers." + SERVER + ".";
        config.set(server + "url", open.url().toString());
        config.set(server + "http_headers", Map.of("Authorization", "Bearer " + open.token()));
        config.set(server + "required", true);
        HookConfig.add(config, SERVER, points);
        HookConfig.switchOff(config, unreviewed);
        // Holds for this thread only, where codex' user has nothing left that it could be about.
        config.set("bypass_hook_trust", true);
        return ThreadParameters.thread(request.with(config).settings());
    }

    private synchronized ToolAccess access() {
        if (access == null) {
            if (settings.toolReach().isAstray()) {
                throw new CodexConfigurationException(
                        "The turn has hooks that codex itself waits for, and codex runs on another"
                                + " machine, where it cannot find the application by itself: tell it by "
                                + settings.client().name("mcp.url") + " where the"
                                + " application listens, and let it come by " + settings.client().name("mcp.from-elsewhere")
                                + "=true");
            }
            access = settings.toolEndpoint().open(new TurnHost(ApprovalDecider.DECLINING, ToolCaller.NONE, this),
                    settings.toolReach());
        }
        return access;
    }

    @Override
    public Set<NativeHookPoint> points() {
        return EnumSet.allOf(NativeHookPoint.class);
    }

    @Override
    public Uni<NativeHookAnswer> ask(NativeHookCall call) {
        return Uni.createFrom()
                .item(() -> hooks.apply(call.threadId(), call.input().path("turn_id").asText(null)).orElseThrow())
                .onFailure(NoSuchElementException.class).retry().withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .expireIn(MOST_MILLIS)
                .onItemOrFailure().transformToUni((asked, nobody) -> asked != null ? asked.ask(call)
                        : Uni.createFrom().item(withoutTurn(call.point())));
    }

    /** To refuse a turn its end would have it go on. */
    private static NativeHookAnswer withoutTurn(NativeHookPoint point) {
        return point == NativeHookPoint.STOP ? NativeHookAnswer.NOTHING : NativeHookAnswer.NOTHING.refuse(NO_TURN);
    }

    @Override
    public synchronized void close() {
        if (access != null) {
            access.close();
            access = null;
        }
    }
}
