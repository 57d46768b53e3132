package io.quarkiverse.codex.runtime.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.codex.runtime.host.ClientGauges;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;

/**
 * Measures the turns of a client. Only for applications that have Micrometer.
 */
public final class TurnMetrics implements TurnObserver {

    private final ClientMeters meters;

    /**
     * @param registry where the measures go
     * @param clientName the client's name
     */
    public TurnMetrics(MeterRegistry registry, String clientName) {
        this.meters = new ClientMeters(registry, clientName);
    }

    @Override
    public void attach(ClientGauges gauges) {
        meters.attach(gauges);
    }

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return new MeteredTurn(meters, turn);
    }
}
