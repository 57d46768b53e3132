package io.quarkiverse.codex.runtime;

import io.quarkiverse.codex.runtime.tool.ArgumentObjections;
import io.quarkiverse.codex.runtime.tool.ValidatedArguments;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * What only an application with Bean Validation may touch: a recorder of its own, so that a native image of another does not
 * look for it.
 */
@Recorder
public class ValidationRecorder {

    /**
     * Returns what reads Bean Validation's objections.
     */
    public RuntimeValue<ArgumentObjections> objections() {
        return new RuntimeValue<>(new ValidatedArguments());
    }
}
