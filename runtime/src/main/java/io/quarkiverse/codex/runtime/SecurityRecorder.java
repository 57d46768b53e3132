package io.quarkiverse.codex.runtime;

import io.quarkiverse.codex.runtime.method.Identities;
import io.quarkiverse.codex.runtime.method.SecurityIdentities;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * What only an application with Quarkus Security may touch: a recorder of its own, so that a native image of another does not
 * look for it.
 */
@Recorder
public class SecurityRecorder {

    /**
     * Returns the way to find out who is logged in.
     */
    public RuntimeValue<Identities> identities() {
        return new RuntimeValue<>(new SecurityIdentities());
    }
}
