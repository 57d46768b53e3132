package io.quarkiverse.codex.runtime;

import java.util.Optional;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkiverse.codex.runtime.observe.TurnTracing;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * What only an application with OpenTelemetry may touch: a recorder of its own, so that a native image of another does not look
 * for it.
 */
@Recorder
public class TracingRecorder {

    private static final String NAME = "io.quarkiverse.codex";

    /**
     * Returns what makes that which traces the turns of a client.
     */
    public RuntimeValue<TurnObserverFactory> tracing() {
        return new RuntimeValue<>((clientName, config) -> Optional.of(new TurnTracing(
                Arc.container().select(OpenTelemetry.class).get().getTracer(NAME), config.tracing().content())));
    }
}
