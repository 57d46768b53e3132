package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.TurnEvent;

/** What a real codex asks only in modes and with servers of its own. */
@Tag("app-server")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class AppServerQuestionTest {

    private static final String PERMISSIONS = "\"permissions\":{\"network\":{\"enabled\":true}}";
    private static final String ELICITATION = "\"serverName\":\"el\",\"mode\":\"form\",\"message\":\"Sure?\","
            + "\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}";
    private static final String QUESTION = "\"questions\":[{\"id\":\"size\",\"header\":\"Size\",\"question\":\"Which?\","
            + "\"isOther\":false,\"isSecret\":false,\"options\":null}]";

    @RegisterExtension
    final Codex codex = new Codex();

    private final FakeAppServer fake = new FakeAppServer(codex);

    @Test
    void permissionsAreGrantedOrNot() {
        fake.asking("item/permissions/requestApproval", PERMISSIONS);

        assertThat(replyOf(ApprovalDecision.accept())).contains("\"permissions\":{\"network\":{\"enabled\":true}}");
        assertThat(replyOf(ApprovalDecision.decline())).contains("\"permissions\":{}");
    }

    @Test
    void elicitationIsAnsweredWhateverIsDecided() {
        fake.asking("mcpServer/elicitation/request", ELICITATION);

        assertThat(replyOf(ApprovalDecision.accept())).contains("\"action\":\"accept\"");
        assertThat(replyOf(ApprovalDecision.decline())).contains("\"action\":\"decline\"");
        assertThat(replyOf(ApprovalDecision.cancel())).contains("\"action\":\"cancel\"");
    }

    @Test
    void questionIsAnsweredOrLeftOpen() {
        fake.asking("item/tool/requestUserInput", QUESTION);

        assertThat(replyOf(ApprovalDecision.answer("size", "L"))).contains("\"size\":{\"answers\":[\"L\"]}");
        assertThat(replyOf(ApprovalDecision.decline())).contains("\"answers\":{}");
    }

    @Test
    void unknownQuestionIsRefusedAndTheTurnGoesOn() {
        fake.asking("item/future/request", "\"what\":1");

        assertThat(events(ApprovalDecision.accept())).noneMatch(ApprovalResolved.class::isInstance);

        assertThat(fake.reply()).contains("-32601");
    }

    private String replyOf(ApprovalDecision decision) {
        assertThat(Turns.eventsOf(events(decision), ApprovalResolved.class)).hasSize(1);
        return fake.reply();
    }

    private List<TurnEvent> events(ApprovalDecision decision) {
        codex.clearPolicies().policy(ApprovalPolicy.always(decision));
        return eventsOf(codex.client("path", fake.path()).startThread().runStreamed("go"));
    }
}
