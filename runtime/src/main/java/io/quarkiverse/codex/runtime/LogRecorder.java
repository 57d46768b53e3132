package io.quarkiverse.codex.runtime;

import java.util.Optional;

import io.quarkiverse.codex.runtime.observe.ContentLog;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * Makes what logs turns.
 */
@Recorder
public class LogRecorder {

    /**
     * Returns what makes that which logs what is said in the turns of a client, where its configuration wants that.
     */
    public RuntimeValue<TurnObserverFactory> contentLog() {
        return new RuntimeValue<>(
                (clientName, config) -> config.log().content() ? Optional.of(new ContentLog()) : Optional.empty());
    }
}
