package io.quarkiverse.codex.runtime.tool;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.tool.ToolContext;
import io.smallrye.mutiny.Uni;

final class ToolContextImpl implements ToolContext {

    private final String clientName;
    private final ToolCall call;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    ToolContextImpl(String clientName, ToolCall call) {
        this.clientName = clientName;
        this.call = call;
    }

    @Override
    public String clientName() {
        return clientName;
    }

    @Override
    public String threadId() {
        return call.threadId();
    }

    @Override
    public String turnId() {
        return call.turnId();
    }

    @Override
    public String callId() {
        return call.callId();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.isDone();
    }

    @Override
    public Uni<Void> cancelled() {
        // A copy: whoever stops waiting would otherwise cancel the call for all.
        return Uni.createFrom().completionStage(() -> cancelled.copy());
    }

    @Override
    public void progress(String message) {
        Objects.requireNonNull(message, "message");
        if (!isCancelled()) {
            call.progress().accept(message);
        }
    }

    void cancel() {
        cancelled.complete(null);
    }
}
