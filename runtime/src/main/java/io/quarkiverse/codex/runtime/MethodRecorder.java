package io.quarkiverse.codex.runtime;

import java.util.function.Function;

import io.quarkiverse.codex.runtime.method.ApplicationCallers;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.method.Identities;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Vertx;

/**
 * Makes what calls the application's beans.
 */
@Recorder
public class MethodRecorder {

    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

    /**
     * Returns the way to find out who is logged in where nobody can be.
     */
    public RuntimeValue<Identities> noIdentities() {
        return new RuntimeValue<>(Identities.UNKNOWN);
    }

    /**
     * Returns the creator of the bean that tells who calls.
     *
     * @param identities the way to find out who is logged in
     * @param virtualThreads whether the application wants virtual threads where Java has them
     * @param shutdown what ends the application, and each reload in dev mode
     */
    public Function<SyntheticCreationalContext<Callers>, Callers> callers(RuntimeValue<Identities> identities,
            boolean virtualThreads, ShutdownContext shutdown) {
        return context -> {
            Workers workers = new Workers("codex-call");
            shutdown.addLastShutdownTask(workers::dismiss);
            return new ApplicationCallers(context.getInjectedReference(Vertx.class), identities.getValue(), workers,
                    virtualThreads && Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS);
        };
    }
}
