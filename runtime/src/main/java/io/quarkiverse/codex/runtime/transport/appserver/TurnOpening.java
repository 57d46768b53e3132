package io.quarkiverse.codex.runtime.transport.appserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.runtime.transport.TurnRequest;
import io.quarkiverse.codex.runtime.transport.TurnTask;

/**
 * The request that begins a turn: each task has its own.
 */
final class TurnOpening {

    private TurnOpening() {
    }

    static String method(TurnRequest request) {
        TurnTask task = request.task().orElse(null);
        if (task instanceof TurnTask.Review) {
            return "review/start";
        }
        return task instanceof TurnTask.Compaction ? "thread/compact/start" : "turn/start";
    }

    /**
     * @param messageId what the input is to bear
     */
    static ObjectNode params(String threadId, TurnRequest request, String messageId) {
        TurnTask task = request.task().orElse(null);
        if (task == null) {
            return ThreadParameters.turn(threadId, request, messageId);
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("threadId", threadId);
        if (task instanceof TurnTask.Review review) {
            params.set("target", target(review.target()));
        }
        return params;
    }

    private static ObjectNode target(ReviewTarget target) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        if (target instanceof ReviewTarget.BaseBranch base) {
            params.put("type", "baseBranch").put("branch", base.branch());
        } else if (target instanceof ReviewTarget.Commit commit) {
            params.put("type", "commit").put("sha", commit.sha());
            if (commit.title() != null) {
                params.put("title", commit.title());
            }
        } else if (target instanceof ReviewTarget.Custom custom) {
            params.put("type", "custom").put("instructions", custom.instructions());
        } else {
            params.put("type", "uncommittedChanges");
        }
        return params;
    }
}
