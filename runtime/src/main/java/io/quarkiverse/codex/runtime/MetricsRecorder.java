package io.quarkiverse.codex.runtime;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.codex.runtime.observe.TurnMetrics;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

/**
 * What only an application with Micrometer may touch: a recorder of its own, so that a native image of another does not look
 * for it.
 */
@Recorder
public class MetricsRecorder {

    /**
     * Returns what makes that which measures the turns of a client.
     */
    public RuntimeValue<TurnObserverFactory> metrics() {
        return new RuntimeValue<>((clientName, config) -> Optional
                .of(new TurnMetrics(Arc.container().select(MeterRegistry.class).get(), clientName)));
    }
}
