package io.quarkiverse.codex.runtime.transport.exec;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.transport.Abort;
import io.quarkiverse.codex.runtime.transport.TurnExecution;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A turn that is one process.
 */
final class ExecTurn implements TurnExecution {

    private final ExecTransport transport;
    private final TurnRequest request;
    private final Runnable whenOver;
    private final Map<String, String> trace;
    private final AtomicReference<EventPump> pump = new AtomicReference<>();

    /**
     * @param trace the headers of the trace that the turn belongs to
     */
    ExecTurn(ExecTransport transport, TurnRequest request, Runnable whenOver, Map<String, String> trace) {
        this.transport = transport;
        this.request = request;
        this.whenOver = whenOver;
        this.trace = trace;
    }

    @Override
    public Multi<TurnEvent> events() {
        return Multi.createFrom().publisher(subscriber -> {
            EventPump created = new EventPump(transport, request, subscriber, whenOver, trace);
            if (pump.compareAndSet(null, created)) {
                created.begin();
            } else {
                created.refuse(new IllegalStateException("The events of this turn have a subscriber already"));
            }
        });
    }

    @Override
    public Uni<Void> interrupt() {
        return Uni.createFrom().voidItem().invoke(() -> {
            EventPump running = pump.get();
            if (running != null) {
                running.abort(Abort.INTERRUPTED);
            }
        });
    }

    @Override
    public Uni<Void> steer(TurnInput input) {
        return Uni.createFrom().failure(() -> transport.whyNoSteering().orElseThrow());
    }
}
