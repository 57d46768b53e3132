package io.quarkiverse.codex.runtime.retry;

import java.util.List;

import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexOverloadedException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexTimeoutException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.DiffUpdated;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.ContextCompaction;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.EnteredReviewMode;
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.item.ExitedReviewMode;
import io.quarkiverse.codex.item.HookPrompt;
import io.quarkiverse.codex.item.ImageView;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.Plan;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.Sleep;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.TodoList;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.item.WebSearch;
import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolEndpoint;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.mutiny.Uni;

/**
 * Whether an attempt at a turn may have changed anything in the world. In doubt it has: an item that this version does not
 * know counts, and so does what may have happened without anybody having told us. Thread-safe.
 */
public final class Effects {

    private final boolean readOnlySandbox;
    private List<ToolInfo> tools = List.of();
    private volatile boolean opened;
    private volatile boolean begun;
    private volatile boolean ended;
    private volatile boolean acted;

    /**
     * @param readOnlySandbox whether commands can change nothing
     */
    public Effects(boolean readOnlySandbox) {
        this.readOnlySandbox = readOnlySandbox;
    }

    /**
     * Takes notice of what happens, which has to be told when it is heard of, be there a subscriber who wants to know or not.
     */
    public void note(TurnEvent event) {
        opened = true;
        if (!(event instanceof ThreadStarted)) {
            begun = true;
        }
        if (event instanceof ItemStarted started) {
            note(started.item());
        } else if (event instanceof ItemUpdated updated) {
            note(updated.item());
        } else if (event instanceof ItemCompleted completed) {
            note(completed.item());
        } else if (event instanceof CommandOutputDelta || event instanceof DiffUpdated) {
            acted = true;
        } else if (event instanceof TurnCompleted) {
            ended = true;
        }
    }

    private void note(ThreadItem item) {
        if (!isHarmless(item)) {
            acted = true;
        }
    }

    private boolean isHarmless(ThreadItem item) {
        if (item instanceof DynamicToolCall call) {
            String namespace = call.namespace() == null ? "" : call.namespace();
            return isReadOnly(namespace, call.tool());
        }
        if (item instanceof McpToolCall call && ToolEndpoint.SERVER.equals(call.server())) {
            // Tools of the application's own: it is here that they are called, and then it is known which one it is.
            return !tools.isEmpty();
        }
        return item instanceof UserMessage || item instanceof AgentMessage || item instanceof Reasoning
                || item instanceof Plan || item instanceof TodoList || item instanceof ErrorItem
                || item instanceof WebSearch || item instanceof ImageView || item instanceof HookPrompt
                || item instanceof Sleep || item instanceof ContextCompaction || item instanceof EnteredReviewMode
                || item instanceof ExitedReviewMode;
    }

    private boolean isReadOnly(String namespace, String name) {
        return tools.stream()
                .anyMatch(tool -> tool.readOnly() && tool.namespace().equals(namespace) && tool.name().equals(name));
    }

    /**
     * Notes that the turn was given more input, which a further attempt would not have.
     */
    public void steered() {
        acted = true;
    }

    /**
     * Returns the host as codex is to have it: what it is allowed and what it calls counts.
     */
    public TurnHost watching(TurnHost host) {
        tools = host.tools();
        return new TurnHost(new NotingDecider(host.approvals()), new NotingCaller(host.toolCalls()),
                host.nativeHooks());
    }

    /**
     * Whether it is known that there were some.
     */
    public boolean areKnown() {
        return acted;
    }

    /**
     * Whether the turn can be tried again without anything being done twice.
     *
     * @param failure how the attempt ended
     */
    public boolean permitRetry(Throwable failure) {
        if (acted) {
            return false;
        }
        if (failure instanceof CodexTurnFailedException || ended && isOfStart(failure)) {
            // codex itself has told the end, and before that everything else.
            return true;
        }
        if (failure instanceof CodexOverloadedException) {
            // Later it is the subscriber for whom it is too much.
            return !begun;
        }
        // What codex did in its last moment it may not have come to tell. What a process has written is read, though it has
        // died; behind a connection that is lost, codex goes on with what it was asked once the thread was open.
        return readOnlySandbox || failure instanceof CodexProcessException && !begun
                || failure instanceof CodexConnectionException && !opened;
    }

    /** One that is too slow to begin is interrupted, and where it can it tells when it has stopped. */
    private static boolean isOfStart(Throwable failure) {
        return failure instanceof CodexTimeoutException timeout && timeout.kind() == CodexTimeoutException.Kind.START;
    }

    private final class NotingDecider implements ApprovalDecider {

        private final ApprovalDecider decider;

        NotingDecider(ApprovalDecider decider) {
            this.decider = decider;
        }

        @Override
        public Uni<ApprovalDecision> decide(ApprovalRequest request) {
            return decider.decide(request).invoke(decision -> {
                if (decision.accepts()) {
                    acted = true;
                }
            });
        }

        @Override
        public void told(ApprovalRequest request, String answer) {
            decider.told(request, answer);
        }

        @Override
        public void close() {
            decider.close();
        }
    }

    private final class NotingCaller implements ToolCaller {

        private final ToolCaller caller;

        NotingCaller(ToolCaller caller) {
            this.caller = caller;
        }

        @Override
        public List<ToolInfo> tools() {
            return caller.tools();
        }

        @Override
        public Uni<ToolResult> call(ToolCall call) {
            if (!isReadOnly(call.namespace(), call.tool())) {
                acted = true;
            }
            return caller.call(call);
        }

        @Override
        public ToolResult limited(ToolResult result) {
            return caller.limited(result);
        }

        @Override
        public void close() {
            caller.close();
        }
    }
}
