package io.quarkiverse.codex.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.approval.ApprovalRequest.Origin;
import io.quarkiverse.codex.approval.CommandApproval.NetworkTarget;

/**
 * Requests to test with, each with an id of its own.
 */
public final class Requests {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Requests() {
    }

    public static Origin origin() {
        return new Origin("request-" + COUNTER.incrementAndGet(), "<default>", "thread-1", "turn-1", "item-1", "some/method",
                JsonNodeFactory.instance.objectNode().put("secret", "s3cret"));
    }

    public static CommandApproval command(String command) {
        return command(command, "/workspace");
    }

    public static CommandApproval command(String command, String cwd) {
        return new CommandApproval(origin(), command, null, cwd, null, null, null, null, null, null, null);
    }

    public static CommandApproval toReach(String host, String command) {
        return new CommandApproval(origin(), command, null, "/workspace", null, null, null, null,
                new NetworkTarget(host, "https"), null, null);
    }

    public static CommandApproval input(String command) {
        return new CommandApproval(origin(), command, null, "/workspace", null, "writeStdin", null, null, null, null, null);
    }

    public static CommandApproval withMore(String command) {
        return new CommandApproval(origin(), command, null, "/workspace", null, null, null, null, null,
                JsonNodeFactory.instance.objectNode(), null);
    }

    public static FileChangeApproval files(String... paths) {
        return new FileChangeApproval(origin(), paths.length == 0 ? null : List.of(paths), null, null);
    }

    public static PermissionApproval permissions(String cwd) {
        return new PermissionApproval(origin(), null, cwd, null);
    }

    public static ElicitationApproval elicitation() {
        return new ElicitationApproval(origin(), "server", null, "s3cret", null, "https://s3cret", null, null);
    }

    public static QuestionApproval question() {
        return new QuestionApproval(origin(),
                List.of(new QuestionApproval.Question("q", "s3cret", "s3cret", true, false, null)), true);
    }

    public static List<ApprovalRequest> ofEveryKind() {
        return new ArrayList<>(List.of(command("echo s3cret", "/s3cret"), files("/s3cret"), permissions("/s3cret"),
                elicitation(), question()));
    }
}
