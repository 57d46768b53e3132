package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.Executor;

import org.eclipse.microprofile.context.ThreadContext;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Calls in a Quarkus application: each call on a duplicated Vert.x context of its own with a request context of its own, which
 * has the identity of who asked. What else the platform knows to carry along, such as the current span, comes along; a
 * transaction does not.
 * <p>
 * What may block does not run on the application's pool: when all of that waits for turns, these would wait for it.
 */
public final class ApplicationCallers implements Callers {

    private final Vertx vertx;
    private final Identities identities;
    private final Executor workers;
    private final boolean hasVirtualThreads;

    /**
     * @param vertx the application's
     * @param identities tells and sets who is logged in
     * @param workers what runs what may block; refuses nothing and lets nothing wait
     * @param hasVirtualThreads whether Quarkus makes virtual threads; else it would take its pool instead
     */
    public ApplicationCallers(Vertx vertx, Identities identities, Executor workers, boolean hasVirtualThreads) {
        this.vertx = vertx;
        this.identities = identities;
        this.workers = workers;
        this.hasVirtualThreads = hasVirtualThreads;
    }

    @Override
    public Caller current() {
        Runnable identity = Arc.container().requestContext().isActive() ? identities.capture() : Identities.NONE;
        Executor travelling = ThreadContext.builder().unchanged(ThreadContext.CDI, ThreadContext.TRANSACTION)
                .propagated(ThreadContext.ALL_REMAINING).cleared().build().currentContextExecutor();
        return (model, code) -> new MethodCall(code, () -> new RequestScope(identity)).on(command -> {
            ContextInternal context = (ContextInternal) VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            execute(context, model, () -> travelling.execute(command));
        });
    }

    @Override
    public Executor workers() {
        return workers;
    }

    private void execute(ContextInternal context, ExecutionModel model, Runnable command) {
        if (model == ExecutionModel.EVENT_LOOP) {
            context.runOnContext(nothing -> command.run());
        } else if (model == ExecutionModel.VIRTUAL_THREAD && hasVirtualThreads) {
            VirtualThreadsRecorder.getCurrent().execute(() -> context.dispatch(command));
        } else {
            workers.execute(() -> context.dispatch(command));
        }
    }
}
