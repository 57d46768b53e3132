package io.quarkiverse.codex.runtime.host;

import java.util.List;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Answers what codex asks during a turn.
 *
 * @param approvals decides what codex may do
 * @param toolCalls calls the application's tools
 * @param nativeHooks answers the hooks of codex itself
 */
public record TurnHost(ApprovalDecider approvals, ToolCaller toolCalls,
        NativeHooks nativeHooks) implements ApprovalDecider, ToolCaller {

    /** Declines everything and has no tools. */
    public static final TurnHost DECLINING = new TurnHost(ApprovalDecider.DECLINING, ToolCaller.NONE);

    /**
     * Creates one that codex' hooks do not ask.
     */
    public TurnHost(ApprovalDecider approvals, ToolCaller toolCalls) {
        this(approvals, toolCalls, NativeHooks.NONE);
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return approvals.decide(request);
    }

    @Override
    public void told(ApprovalRequest request, String answer) {
        approvals.told(request, answer);
    }

    @Override
    public List<ToolInfo> tools() {
        return toolCalls.tools();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return toolCalls.call(call);
    }

    @Override
    public ToolResult limited(ToolResult result) {
        return toolCalls.limited(result);
    }

    /**
     * Says that the turn is over: what is still open needs no answer any more.
     */
    @Override
    public void close() {
        approvals.close();
        toolCalls.close();
        nativeHooks.close();
    }
}
