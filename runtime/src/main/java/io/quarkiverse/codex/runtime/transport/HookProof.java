package io.quarkiverse.codex.runtime.transport;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.codex.CodexProtocolException;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.smallrye.mutiny.Uni;

/**
 * Sees to it that codex asks the hooks of the application. Where one cannot be called, codex goes on in silence as if there
 * were none: then the turn has to be ended.
 * <p>
 * At the beginning of each turn codex asks whether the model may be asked; a turn in which that has not come has no hooks. And
 * before each tool that it shows to have begun it has to have asked for it, and not been refused.
 */
public final class HookProof implements NativeHooks {

    private final NativeHooks hooks;
    private final Set<NativeHookPoint> points;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final boolean sameIds;
    /** The calls of tools that codex has asked for and may make. Guarded by itself. */
    private final Set<String> granted = new HashSet<>();

    /**
     * @param hooks the hooks of the application
     * @param hasPrompt whether the turn begins with a prompt, by which codex can be seen to ask
     * @param sameIds whether codex shows a call of a tool by the id that it asks with
     */
    public HookProof(NativeHooks hooks, boolean hasPrompt, boolean sameIds) {
        this.hooks = hooks;
        this.sameIds = sameIds;
        this.begun.set(!hasPrompt);
        this.points = hooks.points().isEmpty() ? Set.of() : EnumSet.copyOf(hooks.points());
        if (!points.isEmpty()) {
            points.add(NativeHookPoint.USER_PROMPT_SUBMIT);
        }
    }

    @Override
    public Set<NativeHookPoint> points() {
        return points;
    }

    @Override
    public Uni<NativeHookAnswer> ask(NativeHookCall call) {
        if (call.point() == NativeHookPoint.USER_PROMPT_SUBMIT) {
            begun.set(true);
        }
        Uni<NativeHookAnswer> answer = hooks.ask(call);
        return call.point() == NativeHookPoint.PRE_TOOL_USE ? answer.invoke(given -> answered(call, given)) : answer;
    }

    @Override
    public void close() {
        hooks.close();
    }

    /** What was refused is not begun with: left to stand, it would vouch for a call that nobody was asked about. */
    private void answered(NativeHookCall call, NativeHookAnswer answer) {
        if (answer.refusal().isEmpty()) {
            synchronized (granted) {
                granted.add(call.input().path("tool_use_id").asText());
            }
        }
    }

    private boolean isGranted(ThreadItem item) {
        synchronized (granted) {
            if (sameIds) {
                return granted.remove(item.id());
            }
            Iterator<String> any = granted.iterator();
            boolean found = any.hasNext();
            if (found) {
                any.next();
                any.remove();
            }
            return found;
        }
    }

    /**
     * Looks at what codex says that it does.
     *
     * @param event the event
     * @throws CodexProtocolException when codex does it without having asked
     */
    public void see(TurnEvent event) {
        if (points.isEmpty()) {
            return;
        }
        ThreadItem item = event instanceof ItemStarted started ? started.item()
                : event instanceof ItemCompleted completed ? completed.item() : null;
        boolean isTool = item instanceof CommandExecution || item instanceof FileChange || item instanceof McpToolCall;
        if ((isTool || item instanceof AgentMessage) && !begun.get()) {
            throw new CodexProtocolException("codex has begun with the turn and asked none of the application's hooks, which it"
                    + " does in silence when it cannot call them or does not trust them: the turn was ended");
        }
        if (isTool && event instanceof ItemStarted && points.contains(NativeHookPoint.PRE_TOOL_USE)
                && !isGranted(item)) {
            throw new CodexProtocolException("codex has begun with a " + item.type() + " and not asked the application's hook"
                    + " before: the turn was ended");
        }
    }
}
