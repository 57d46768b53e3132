package io.quarkiverse.codex.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import jakarta.enterprise.event.NotificationOptions;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.runtime.hook.ClientHooks;
import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkiverse.codex.runtime.hook.NoticeObserver;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkiverse.codex.runtime.transport.DaemonTimer;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Makes what runs the application's hooks.
 */
@Recorder
public class HookRecorder {

    private static final Logger LOG = Logger.getLogger(HookRecorder.class);

    /**
     * Returns what makes the hooks of a client.
     *
     * @param methods the application's hooks, in the order in which they run
     * @param table makes their invokers, each by its place in that list
     */
    public RuntimeValue<TurnObserverFactory> hooks(List<HookMethod> methods, RuntimeValue<InvokerTable> table) {
        return new RuntimeValue<>((clientName, config) -> {
            Callers callers = Arc.container().instance(Callers.class).get();
            return Optional.of(new ClientHooks(clientName, methods, table.getValue(), config.hooks().timeout(),
                    DaemonTimer.create("codex-hook-limits", callers.workers())));
        });
    }

    /**
     * Returns what makes a client fire events.
     *
     * @param ofTurns whether anybody observes those of turns
     * @param ofItems whether anybody observes those of items
     */
    public RuntimeValue<TurnObserverFactory> notices(boolean ofTurns, boolean ofItems) {
        return new RuntimeValue<>((clientName, config) -> {
            if (!config.hooks().cdiEvents()) {
                return Optional.empty();
            }
            Executor workers = Arc.container().instance(Callers.class).get().workers();
            return Optional.of(new NoticeObserver(ofTurns, ofItems, notice -> fire(notice, workers)));
        });
    }

    private static CompletionStage<Object> fire(Object notice, Executor workers) {
        return Arc.container().beanManager().getEvent().fireAsync(notice, NotificationOptions.ofExecutor(workers))
                .whenComplete((fired, failure) -> {
                    if (failure != null) {
                        LOG.warnf(failure, "An observer of %s has failed", notice.getClass().getSimpleName());
                    }
                });
    }
}
