package io.quarkiverse.codex.runtime;

import java.util.List;

import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.tool.ToolSelection;

/**
 * What of the application a client uses.
 *
 * @param approvalPolicies what decides what codex asks, in order
 * @param observers who watches the turns, in order
 * @param tools the tools that the application was built with
 * @param toolSelections which of them there are for the client: those that all choose
 * @param callers tells who begins a turn
 * @param traces what knows the trace that a turn belongs to
 * @param toolEndpoint where codex finds what it reaches over MCP only
 * @param retryClassifiers tell failures that pass by themselves, in the order in which they are asked
 * @param startGuards makes what stands around the start of turns
 * @param budgetStore where it is counted what is used up
 */
public record Application(List<ApprovalPolicy> approvalPolicies, List<TurnObserver> observers, ToolRegistry tools,
        List<ToolSelection> toolSelections, Callers callers, TraceContext traces, ToolEndpoint toolEndpoint,
        List<RetryClassifier> retryClassifiers, StartGuards startGuards, BudgetStore budgetStore) {
}
