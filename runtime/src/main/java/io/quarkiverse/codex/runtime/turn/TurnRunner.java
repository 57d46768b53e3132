package io.quarkiverse.codex.runtime.turn;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.runtime.approval.ApprovalDesk;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.guard.StartGuard;
import io.quarkiverse.codex.runtime.guard.TurnGuard;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.management.RpcAccess;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.retry.RetryPolicy;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;
import io.quarkiverse.codex.runtime.tool.ToolDesk;
import io.quarkiverse.codex.runtime.transport.Transport;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnSettings;
import io.quarkiverse.codex.runtime.transport.TurnTask;

/**
 * What the turns of a client have in common.
 */
final class TurnRunner {

    private static final TurnInput NO_INPUT = TurnInput.of("");

    private final Transport transport;
    private final RpcAccess access;
    private final OutputSchemas schemas;
    private final OptionLayers layers;
    private final ApprovalDesk approvals;
    private final ToolDesk tools;
    private final Callers callers;
    private final TurnGuard guard;
    private final Executor workers;
    private final String clientName;
    private final List<TurnObserver> observers;
    private final StartGuard starts;
    private final RetryPolicy retries;
    private final Pauses pauses = new Pauses();
    private final ThreadMemory memory = new ThreadMemory();

    TurnRunner(String clientName, Transport transport, OutputSchemas schemas, ClientConfig config, ApprovalDesk approvals,
            ToolDesk tools, Callers callers, RpcAccess access, TurnGuard guard, StartGuard starts, RetryPolicy retries,
            List<TurnObserver> observers, Executor workers) {
        this.retries = retries;
        this.starts = starts;
        this.workers = workers;
        this.clientName = clientName;
        this.observers = observers;
        this.transport = transport;
        this.access = access;
        this.schemas = schemas;
        this.layers = new OptionLayers(config);
        this.approvals = approvals;
        this.tools = tools;
        this.callers = callers;
        this.guard = guard;
    }

    /**
     * Looks who begins a turn: to be asked where the turn is subscribed to.
     */
    Caller caller() {
        return callers.current();
    }

    TurnRequest request(Optional<String> threadId, TurnInput input, ThreadOptions thread, TurnOptions turn,
            Optional<JsonNode> outputSchema, Caller caller) {
        return new TurnRequest(threadId, input, layers.resolve(thread, turn), outputSchema, host(thread, caller));
    }

    TurnRequest request(Optional<String> threadId, ThreadOptions thread, TurnTask task, Caller caller) {
        return new TurnRequest(threadId, NO_INPUT, settings(thread), Optional.empty(), host(thread, caller),
                Optional.of(task));
    }

    private TurnHost host(ThreadOptions thread, Caller caller) {
        return new TurnHost(approvals.openTurn(thread.approvalPolicy()), tools.openTurn(thread.tools(), caller));
    }

    TurnRetries retries(TurnOptions turn) {
        return new TurnRetries(retries, turn.retryUnsafe().orElse(retries.unsafe()), clientName);
    }

    StartGuard starts() {
        return starts;
    }

    Pauses pauses() {
        return pauses;
    }

    String clientName() {
        return clientName;
    }

    Executor workers() {
        return workers;
    }

    List<TurnObserver> observers() {
        return observers;
    }

    TurnSettings settings(ThreadOptions thread) {
        return layers.resolve(thread, TurnOptions.NONE);
    }

    RpcAccess access() {
        return access;
    }

    Transport transport() {
        return transport;
    }

    OutputSchemas schemas() {
        return schemas;
    }

    TurnGuard guard() {
        return guard;
    }

    ThreadMemory memory() {
        return memory;
    }
}
