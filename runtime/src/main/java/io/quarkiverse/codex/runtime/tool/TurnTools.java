package io.quarkiverse.codex.runtime.tool;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.codex.tool.ToolSelection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Calls tools during one turn. When that ends, calls that run are cancelled.
 * <p>
 * Thread-safe.
 */
public final class TurnTools implements ToolCaller {

    private final ToolDesk desk;
    private final ToolSelection selection;
    private final Caller caller;
    private final Set<OpenCall> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    TurnTools(ToolDesk desk, ToolSelection selection, Caller caller) {
        this.desk = desk;
        this.selection = selection;
        this.caller = caller;
    }

    @Override
    public List<ToolInfo> tools() {
        return desk.list().stream().filter(selection::includes).toList();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return Uni.createFrom().emitter(emitter -> {
            OpenCall running = new OpenCall(emitter, new ToolContextImpl(desk.clientName(), call));
            open.add(running);
            emitter.onTermination(running::drop);
            running.begin(call);
            if (closed) {
                running.end();
            }
        });
    }

    @Override
    public ToolResult limited(ToolResult result) {
        return desk.limited(result);
    }

    /**
     * Ends the turn. What is called from now on fails.
     */
    @Override
    public void close() {
        closed = true;
        open.forEach(OpenCall::end);
    }

    /** How many calls run. */
    int open() {
        return open.size();
    }

    private final class OpenCall {

        private static final Cancellable DROPPED = () -> {
        };

        private final UniEmitter<? super ToolResult> emitter;
        private final ToolContextImpl context;
        private final AtomicReference<Cancellable> run = new AtomicReference<>();

        OpenCall(UniEmitter<? super ToolResult> emitter, ToolContextImpl context) {
            this.emitter = emitter;
            this.context = context;
        }

        void begin(ToolCall call) {
            if (closed) {
                return;
            }
            Cancellable begun = Uni.createFrom().deferred(() -> desk.call(call, selection, caller, context)).subscribe()
                    .with(this::complete, failure -> complete(desk.failures().failed(call.tool(), failure)));
            if (!run.compareAndSet(null, begun)) {
                begun.cancel();
            }
        }

        void end() {
            context.cancel();
            complete(desk.failures().turnIsOver());
        }

        /** Comes after completion, too, when there is nothing left to cancel. */
        void drop() {
            Cancellable begun = run.getAndSet(DROPPED);
            if (open.remove(this)) {
                context.cancel();
            }
            if (begun != null) {
                begun.cancel();
            }
        }

        private void complete(ToolResult result) {
            open.remove(this);
            emitter.complete(result);
            drop();
        }
    }
}
