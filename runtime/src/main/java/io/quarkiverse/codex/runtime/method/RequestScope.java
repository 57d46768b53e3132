package io.quarkiverse.codex.runtime.method;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;

/**
 * A request context of a call's own. It stays the current one of the call's Vert.x context, so that what the call does later
 * finds it, too.
 */
final class RequestScope implements CallContext {

    private final Runnable identity;
    private volatile ContextState state;

    /**
     * @param identity logs in whoever calls
     */
    RequestScope(Runnable identity) {
        this.identity = identity;
    }

    @Override
    public void begin() {
        ManagedContext context = Arc.container().requestContext();
        state = context.activate();
        identity.run();
    }

    @Override
    public void end() {
        ContextState begun = state;
        if (begun != null) {
            state = null;
            Arc.container().requestContext().destroy(begun);
        }
    }
}
