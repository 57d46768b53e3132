package io.quarkiverse.codex.runtime.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.quarkiverse.codex.runtime.method.Caller;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Runs hooks that only look, one after the other.
 *
 * @param caller on whose behalf
 */
record HookRuns(Caller caller) {

    /**
     * Runs hooks of one moment, until one has failed that must not.
     *
     * @param moment makes what a hook is given, for each its own
     * @return completes when all have run; fails when one has failed that must not
     */
    Uni<Void> all(List<Hook> hooks, Supplier<? extends HookMoment> moment) {
        List<Supplier<Uni<Void>>> runs = new ArrayList<>(hooks.size());
        for (Hook hook : hooks) {
            runs.add(() -> {
                HookMoment event = moment.get();
                return one(hook, event, event);
            });
        }
        return oneAfterTheOther(runs);
    }

    /**
     * Runs hooks that are told what cannot be helped any more, each of them whatever became of those before it.
     *
     * @param moment makes what a hook is given, for each its own
     * @return completes when all have run; fails then, for the first one that has failed and must not
     */
    Uni<Void> each(List<Hook> hooks, Supplier<? extends HookMoment> moment) {
        return Multi.createFrom().iterable(hooks).onItem().transformToUni(hook -> {
            HookMoment event = moment.get();
            return one(hook, event, event);
        }).collectFailures().concatenate().onItem().ignoreAsUni()
                .onFailure(CompositeException.class).transform(Throwable::getCause);
    }

    Uni<Void> one(Hook hook, Object event, HookContext context) {
        return hook.run(caller, event, context).onFailure().recoverWithUni(failure -> hook.onError() == OnError.FAIL
                ? Uni.createFrom().failure(hook.exception(failure))
                : TurnWatch.NO_WAIT);
    }

    static Uni<Void> oneAfterTheOther(List<Supplier<Uni<Void>>> runs) {
        Uni<Void> all = TurnWatch.NO_WAIT;
        for (Supplier<Uni<Void>> run : runs) {
            all = all == TurnWatch.NO_WAIT ? Uni.createFrom().deferred(run::get) : all.chain(() -> run.get());
        }
        return all;
    }
}
