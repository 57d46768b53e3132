package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.NameGlobs;
import io.quarkiverse.codex.runtime.method.BeanMethod;
import io.quarkiverse.codex.runtime.method.Caller;
import io.smallrye.mutiny.Uni;

/**
 * A hook of a client. Thread-safe.
 */
final class Hook {

    private static final Logger LOG = Logger.getLogger(Hook.class);

    private final HookMethod method;
    private final BeanMethod code;
    private final NameGlobs tools;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final LongAdder failures = new LongAdder();

    /**
     * @param timeout how long a run may take, zero for no limit
     * @param timer measures that, and may be blocked
     */
    Hook(HookMethod method, BeanMethod code, Duration timeout, ScheduledExecutorService timer) {
        this.method = method;
        this.code = code;
        this.tools = NameGlobs.of(method.tools(), List.of());
        this.timeout = timeout;
        this.timer = timer;
    }

    HookTrigger trigger() {
        return method.trigger();
    }

    String label() {
        return method.label();
    }

    /**
     * Returns how many runs have failed.
     */
    long failures() {
        return failures.sum();
    }

    OnError onError() {
        return method.onError();
    }

    boolean isOfTool(String qualifiedName) {
        return tools.choose(qualifiedName);
    }

    /**
     * Returns what the hook is given of an event.
     *
     * @return the event, its item, or {@code null} when the hook does not wait for it
     */
    Object partOf(TurnEvent event) {
        Object part = method.trigger() == HookTrigger.ITEM ? itemOf(event, method.item()) : event;
        return method.type().isInstance(part) ? part : null;
    }

    static ThreadItem itemOf(TurnEvent event, ItemPhase phase) {
        return switch (phase) {
            case STARTED -> event instanceof ItemStarted started ? started.item() : null;
            case UPDATED -> event instanceof ItemUpdated updated ? updated.item() : null;
            case COMPLETED -> event instanceof ItemCompleted completed ? completed.item() : null;
        };
    }

    /**
     * Runs the hook.
     *
     * @return completes on any thread when it has run; fails, after that was logged and counted, when it has not run well
     */
    Uni<Void> run(Caller caller, Object event, HookContext context) {
        Uni<Object> run = code.call(caller, () -> method.arguments(event, context));
        if (!timeout.isZero()) {
            run = run.ifNoItem().after(timeout).on(timer)
                    .failWith(() -> new TimeoutException("It has not ended within " + timeout));
        }
        return run.replaceWithVoid().onFailure().invoke(this::failed);
    }

    private void failed(Throwable failure) {
        failures.increment();
        LOG.warnf(failure, "The hook %s has failed", label());
    }

    CodexHookException exception(Throwable failure) {
        return new CodexHookException("The hook " + label() + " has failed with " + failure.getClass().getName()
                + ", and a turn does not go on without it: see the cause, or declare it with another onError", label(),
                failure);
    }

    @Override
    public String toString() {
        return "Hook[" + label() + "]";
    }
}
