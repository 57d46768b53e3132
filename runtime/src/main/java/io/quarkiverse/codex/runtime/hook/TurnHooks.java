package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.CodexTurnVetoedException;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.method.Caller;
import io.smallrye.mutiny.Uni;

/**
 * Runs the hooks of a turn.
 */
final class TurnHooks implements TurnWatch {

    private final ClientHooks hooks;
    private final ObservedTurn turn;
    private final Caller caller;
    private final HookRuns runs;
    private final long begin = System.nanoTime();
    private boolean opensThread;
    private boolean resumes;
    private volatile CodexHookException broken;

    TurnHooks(ClientHooks hooks, ObservedTurn turn, Caller caller) {
        this.hooks = hooks;
        this.turn = turn;
        this.caller = caller;
        this.runs = new HookRuns(caller);
    }

    @Override
    public Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
        opensThread = turn.opensThread();
        resumes = turn.threadId().isPresent();
        return ask(0, input);
    }

    private Uni<Optional<TurnInput>> ask(int next, Optional<TurnInput> input) {
        if (next == hooks.beforeTurn().size()) {
            return Uni.createFrom().item(input);
        }
        Hook hook = hooks.beforeTurn().get(next);
        BeginningTurn asked = new BeginningTurn(turn, input);
        return hook.run(caller, asked, asked).onItemOrFailure().transformToUni((nothing, failure) -> {
            if (failure != null) {
                return hook.onError() == OnError.LOG ? ask(next + 1, input)
                        : Uni.createFrom().failure(hook.exception(failure));
            }
            return asked.vetoReason() == null ? ask(next + 1, asked.input())
                    : Uni.createFrom().failure(new CodexTurnVetoedException(asked.vetoReason(), hook.label()));
        });
    }

    @Override
    public Uni<Void> event(TurnEvent event) {
        if (broken != null) {
            return Uni.createFrom().failure(broken);
        }
        List<Supplier<Uni<Void>>> waiting = null;
        for (Hook hook : hooks.events()) {
            Object part = partOf(event, hook);
            if (part != null) {
                waiting = waiting == null ? new ArrayList<>() : waiting;
                waiting.add(() -> runs.one(hook, part, part instanceof HookContext context ? context : new HookMoment(turn)));
            }
        }
        return waiting == null ? NO_WAIT : HookRuns.oneAfterTheOther(waiting);
    }

    private Object partOf(TurnEvent event, Hook hook) {
        if (hook.trigger() != HookTrigger.THREAD_OPENED) {
            return hook.partOf(event);
        }
        return opensThread && event instanceof ThreadStarted ? new OpenThread(turn, resumes) : null;
    }

    @Override
    public boolean wantsItems() {
        return !hooks.afterTurn().isEmpty();
    }

    @Override
    public Uni<Void> completed(TurnResult result) {
        Uni<Void> after = broken == null ? runs.all(hooks.afterTurn(), () -> new EndedTurn(turn, result))
                : Uni.createFrom().failure(broken);
        // Nobody tells us of our own failure.
        return after == NO_WAIT ? after : after.onFailure().call(this::failed);
    }

    /** The turn has failed already: a hook that fails, too, changes nothing. */
    @Override
    public Uni<Void> failed(Throwable failure) {
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        return runs.each(hooks.turnFailure(), () -> new BrokenTurn(turn, failure, duration))
                .onFailure().recoverWithNull();
    }

    @Override
    public ToolCaller around(ToolCaller tools) {
        return hooks.beforeTool().isEmpty() && hooks.afterTool().isEmpty() ? tools
                : new HookedTools(tools, hooks, turn, caller, this::broken);
    }

    @Override
    public NativeHooks nativeHooks() {
        return hooks.ofCodex().isEmpty() ? NativeHooks.NONE
                : new NativeTurnHooks(hooks.ofCodex(), turn, caller, this::broken);
    }

    /** Comes with whatever thread calls the tool; the turn learns of it with its next event. */
    private void broken(CodexHookException failure) {
        broken = failure;
    }
}
