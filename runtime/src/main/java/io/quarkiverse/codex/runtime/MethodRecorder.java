package io.quarkiverse.codex.runtime;

import java.util.function.Function;

import io.quarkiverse.codex.runtime.method.ApplicationCallers;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.method.Identities;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Vertx;

/**
 * Makes what calls the application's beans.
 */
@Recorder
public class MethodRecorder {

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
     */
    public Function<SyntheticCreationalContext<Callers>, Callers> callers(RuntimeValue<Identities> identities) {
        return context -> new ApplicationCallers(context.getInjectedReference(Vertx.class), identities.getValue());
    }
}
