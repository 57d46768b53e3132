package io.quarkiverse.codex.runtime.hook;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.method.Caller;
import io.smallrye.mutiny.Uni;

/**
 * Runs the hooks of a turn that codex itself waits for.
 */
final class NativeTurnHooks implements NativeHooks {

    /** What may be refused is, where the one who was to say so could not be asked. */
    private static final Set<NativeHookPoint> CLOSED = EnumSet.of(NativeHookPoint.PRE_TOOL_USE,
            NativeHookPoint.PERMISSION_REQUEST, NativeHookPoint.USER_PROMPT_SUBMIT);
    private static final String NOT_ASKED = "The application could not be asked whether this is allowed";
    private static final String WITHHELD = "The result is withheld, because a check of the application has failed";
    private static final String OVER = "The turn is over";

    private final Map<NativeHookPoint, List<Hook>> hooks;
    private final ObservedTurn turn;
    private final Caller caller;
    private final Consumer<CodexHookException> breaks;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /**
     * @param hooks those of each point that has any
     * @param breaks has the turn fail
     */
    NativeTurnHooks(Map<NativeHookPoint, List<Hook>> hooks, ObservedTurn turn, Caller caller,
            Consumer<CodexHookException> breaks) {
        this.hooks = hooks;
        this.turn = turn;
        this.caller = caller;
        this.breaks = breaks;
    }

    @Override
    public Set<NativeHookPoint> points() {
        return hooks.keySet();
    }

    @Override
    public Uni<NativeHookAnswer> ask(NativeHookCall call) {
        String tool = call.input().path("tool_name").asText();
        List<Hook> asked = hooks.getOrDefault(call.point(), List.of()).stream().filter(hook -> hook.isOfTool(tool)).toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(NativeHookAnswer.NOTHING);
        }
        // Whichever comes first cancels the other. A copy, for else that would be the end of all.
        return Uni.combine().any().of(ask(asked, 0, call, NativeHookAnswer.NOTHING),
                Uni.createFrom().completionStage(() -> over.copy()).map(nothing -> tooLate(call.point())));
    }

    /** Codex may be at it still: what may be refused is. */
    private static NativeHookAnswer tooLate(NativeHookPoint point) {
        return CLOSED.contains(point) ? NativeHookAnswer.NOTHING.refuse(OVER) : NativeHookAnswer.NOTHING;
    }

    @Override
    public void close() {
        over.complete(null);
    }

    private Uni<NativeHookAnswer> ask(List<Hook> asked, int next, NativeHookCall call, NativeHookAnswer answer) {
        if (next == asked.size() || answer.refusal().isPresent()) {
            return Uni.createFrom().item(answer);
        }
        Hook hook = asked.get(next);
        NativeMoment moment = new NativeMoment(turn, call, answer);
        return hook.run(caller, moment, moment).onItemOrFailure().transformToUni((nothing, failure) -> {
            if (failure == null) {
                return ask(asked, next + 1, call, moment.answer());
            }
            if (hook.onError() == OnError.FAIL) {
                breaks.accept(hook.exception(failure));
            }
            return refusal(hook, call.point()).map(reason -> Uni.createFrom().item(answer.refuse(reason)))
                    .orElseGet(() -> ask(asked, next + 1, call, answer));
        });
    }

    private static Optional<String> refusal(Hook broken, NativeHookPoint point) {
        if (CLOSED.contains(point)) {
            return broken.onError() == OnError.LOG ? Optional.empty() : Optional.of(NOT_ASKED);
        }
        boolean withheld = point == NativeHookPoint.POST_TOOL_USE && broken.onError() == OnError.FAIL;
        return withheld ? Optional.of(WITHHELD) : Optional.empty();
    }
}
