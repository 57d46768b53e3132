package io.quarkiverse.codex.runtime.observe;

import io.opentelemetry.api.trace.Tracer;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;

/**
 * Makes spans of the turns of a client. Only for applications that have OpenTelemetry.
 */
public final class TurnTracing implements TurnObserver {

    private final TurnTracer tracer;

    /**
     * @param tracer the application's
     * @param content whether prompts, answers, commands, and what tools are given and return, are to be seen in spans
     */
    public TurnTracing(Tracer tracer, boolean content) {
        this.tracer = new TurnTracer(tracer, content);
    }

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return new TurnSpan(tracer, turn);
    }
}
