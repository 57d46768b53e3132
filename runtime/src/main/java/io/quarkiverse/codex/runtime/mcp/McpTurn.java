package io.quarkiverse.codex.runtime.mcp;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.ToolAccess;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * A turn whose codex calls tools over MCP.
 */
final class McpTurn implements ToolAccess {

    private final String token;
    private final URI url;
    private final ToolReach reach;
    private final TurnHost host;
    private final Map<String, ToolInfo> tools;
    private final Consumer<McpTurn> whenClosed;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Set<UniEmitter<?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param reach by which way its codex may come
     * @param tools the tools of the turn by the names that they have over MCP
     */
    McpTurn(String token, URI url, ToolReach reach, TurnHost host, Map<String, ToolInfo> tools,
            Consumer<McpTurn> whenClosed) {
        this.token = token;
        this.url = url;
        this.reach = reach;
        this.host = host;
        this.tools = tools;
        this.whenClosed = whenClosed;
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public String token() {
        return token;
    }

    /**
     * Returns by which way its codex may come.
     */
    ToolReach reach() {
        return reach;
    }

    Map<String, ToolInfo> tools() {
        return tools;
    }

    /**
     * Calls a tool. Cancelling ends the call, and so does the end of the turn, which fails it.
     */
    Uni<ToolResult> call(ToolCall call) {
        return whileOpen(Uni.createFrom().deferred(() -> host.call(call)));
    }

    /**
     * Remembers a session that the turn's codex has begun.
     *
     * @return whether the turn runs; if not, the session is to be ended at once
     */
    boolean beginSession(String id) {
        sessions.add(id);
        return !closed.get();
    }

    /**
     * Forgets a session.
     *
     * @return whether it was one of the turn's
     */
    boolean endSession(String id) {
        return sessions.remove(id);
    }

    /**
     * Returns the sessions that codex has begun and not ended.
     */
    Set<String> sessions() {
        return sessions;
    }

    boolean hasHooks() {
        return !host.nativeHooks().points().isEmpty();
    }

    /**
     * Asks the hooks. Ends as a call of a tool does.
     */
    Uni<NativeHookAnswer> ask(NativeHookCall call) {
        return whileOpen(Uni.createFrom().deferred(() -> host.nativeHooks().ask(call)));
    }

    private <T> Uni<T> whileOpen(Uni<T> asked) {
        return Uni.createFrom().emitter(emitter -> {
            open.add(emitter);
            Cancellable running = asked.subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(() -> {
                open.remove(emitter);
                running.cancel();
            });
            if (closed.get()) {
                emitter.fail(over());
            }
        });
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            whenClosed.accept(this);
            open.forEach(emitter -> emitter.fail(over()));
        }
    }

    private static CancellationException over() {
        return new CancellationException("The turn is over");
    }

    /**
     * Tells how many tools there are: the token is a secret.
     */
    @Override
    public String toString() {
        return "McpTurn[" + tools.size() + " tools]";
    }
}
