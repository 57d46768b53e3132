package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.Executor;

import org.eclipse.microprofile.context.ThreadContext;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Calls in a Quarkus application: each call on a duplicated Vert.x context of its own with a request context of its own, which
 * has the identity of who asked. What else the platform knows to carry along, such as the current span, comes along; a
 * transaction does not.
 */
public final class ApplicationCallers implements Callers {

    private final Vertx vertx;
    private final Identities identities;

    /**
     * @param vertx the application's
     * @param identities tells and sets who is logged in
     */
    public ApplicationCallers(Vertx vertx, Identities identities) {
        this.vertx = vertx;
        this.identities = identities;
    }

    @Override
    public Caller current() {
        Runnable identity = Arc.container().requestContext().isActive() ? identities.capture() : Identities.NONE;
        Executor travelling = ThreadContext.builder().unchanged(ThreadContext.CDI, ThreadContext.TRANSACTION)
                .propagated(ThreadContext.ALL_REMAINING).cleared().build().currentContextExecutor();
        return (model, code) -> new MethodCall(code, () -> new RequestScope(identity)).on(command -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            execute(context, model, () -> travelling.execute(command));
        });
    }

    private static void execute(Context context, ExecutionModel model, Runnable command) {
        switch (model) {
            case EVENT_LOOP -> context.runOnContext(nothing -> command.run());
            case WORKER -> context.executeBlocking(() -> {
                command.run();
                return null;
            }, false);
            // Quarkus takes the context it finds along to the virtual thread.
            case VIRTUAL_THREAD -> context.runOnContext(nothing -> VirtualThreadsRecorder.getCurrent().execute(command));
        }
    }
}
