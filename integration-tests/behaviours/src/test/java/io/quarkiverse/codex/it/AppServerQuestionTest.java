package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.eventsOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Everything that codex asks beside commands and changes of files: for permissions, for a word of the user, and on behalf of
 * MCP servers.
 */
@Tag("app-server")
class AppServerQuestionTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @RegisterExtension
    final ElicitingServer shop = new ElicitingServer();

    private final List<ApprovalRequest> asked = new CopyOnWriteArrayList<>();
    private CodexClient client;

    /** What codex asks, the yes to it, and what becomes of a yes and a no. */
    enum Kind {
        PERMISSION(Step.toolCall("request_permissions", Map.of("reason", "Look it up", "permissions",
                Map.of("network", Map.of("enabled", true)))), PermissionApproval.class, ApprovalDecision.accept(),
                "\"network\":{\"enabled\":true}", "\"network\":null"),
        QUESTION(Step.toolCall("request_user_input", Map.of("questions", List.of(Map.of("id", "color", "header", "Color",
                "question", "Which color?", "options", List.of(Map.of("label", "Red", "description", "warm"),
                        Map.of("label", "Blue", "description", "cold")))))),
                QuestionApproval.class, ApprovalDecision.answer("color", "Blue"),
                "{\"color\":{\"answers\":[\"Blue\"]}}", "\"answers\":{}"),
        ELICITATION(Step.toolCall("ask", Map.of()).in("mcp__shop"), ElicitationApproval.class,
                ApprovalDecision.acceptWithContent(JsonNodeFactory.instance.objectNode().put("size", "L")),
                "{\"action\":\"accept\",\"content\":{\"size\":\"L\"}}", "{\"action\":\"decline\"}"),
        TOOL_CALL(Step.toolCall("write", Map.of()).in("mcp__shop"), ElicitationApproval.class, ApprovalDecision.accept(),
                "written", "user rejected MCP tool call");

        private final Step step;
        private final Class<? extends ApprovalRequest> type;
        private final ApprovalDecision yes;
        private final String outcomeOfYes;
        private final String outcomeOfNo;

        Kind(Step step, Class<? extends ApprovalRequest> type, ApprovalDecision yes, String outcomeOfYes,
                String outcomeOfNo) {
            this.step = step;
            this.type = type;
            this.yes = yes;
            this.outcomeOfYes = outcomeOfYes;
            this.outcomeOfNo = outcomeOfNo;
        }
    }

    static Stream<Arguments> everyRefusalOfEveryKind() {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(Refusal.values())
                .map(refusal -> Arguments.of(kind, refusal)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void yesReachesWhoeverAsked(Kind kind) {
        codex.model().when("go").then(kind.step).reply("Done.");

        List<TurnEvent> events = eventsOf(asking(ApprovalPolicy.always(kind.yes)).runStreamed("go"));

        assertThat(asked).singleElement().isInstanceOf(kind.type);
        assertThat(outcome()).contains(kind.outcomeOfYes);
        ApprovalRequested requested = Turns.eventsOf(events, ApprovalRequested.class).get(0);
        ApprovalResolved resolved = Turns.eventsOf(events, ApprovalResolved.class).get(0);
        assertThat(requested.requestId()).isEqualTo(resolved.requestId()).isEqualTo(asked.get(0).id());
        assertThat(events.indexOf(requested)).isLessThan(events.indexOf(resolved));
    }

    @ParameterizedTest
    @MethodSource("everyRefusalOfEveryKind")
    void whateverIsNoYesIsANo(Kind kind, Refusal refusal) {
        codex.model().when("go").then(kind.step).reply("A pity.");

        List<TurnEvent> events = eventsOf(asking(refusal.policy(), "approvals.timeout", "0.5S").runStreamed("go"));

        assertThat(outcome()).contains(kind.outcomeOfNo).doesNotContain(kind.outcomeOfYes);
        assertThat(Turns.eventsOf(events, ApprovalResolved.class)).singleElement()
                .satisfies(resolved -> assertThat(resolved.decision()).isEqualTo("decline"));
        assertThat(status(events)).isEqualTo(TurnStatus.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void withoutAPolicyTheAnswerIsNo(Kind kind) {
        codex.model().when("go").then(kind.step).reply("A pity.");

        resultOf(thread().run("go"));

        assertThat(outcome()).contains(kind.outcomeOfNo).doesNotContain(kind.outcomeOfYes);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void cancellingInterruptsTheTurnAndTheThreadGoesOn(Kind kind) {
        codex.model().when("go").then(kind.step).reply("Never said.");
        codex.model().when("next").reply("Here.");
        CodexThread thread = asking(ApprovalPolicy.always(ApprovalDecision.cancel()));

        List<TurnEvent> events = eventsOf(thread.runStreamed("go"));

        assertThat(status(events)).isEqualTo(TurnStatus.INTERRUPTED);
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
        assertThat(outcomes()).noneMatch(outcome -> outcome.contains(kind.outcomeOfYes));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void answerMayComeLaterWhileOthersGoOn(Kind kind) {
        codex.model().when("go").then(kind.step).reply("Done.");
        codex.model().when("other").reply("Here.");
        List<UniEmitter<? super ApprovalDecision>> open = new CopyOnWriteArrayList<>();
        CodexThread thread = asking(request -> Uni.createFrom().emitter(open::add));
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        await().atMost(Turns.PATIENCE).until(() -> !open.isEmpty());

        assertThat(resultOf(client.startThread().run("other")).finalResponse()).isEqualTo("Here.");
        turn.assertNotTerminated();
        open.get(0).complete(kind.yes);

        turn.awaitCompletion(Turns.PATIENCE);
        assertThat(outcomes()).anyMatch(outcome -> outcome.contains(kind.outcomeOfYes));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void endOfTheTurnWithdrawsTheQuestion(Kind kind) {
        codex.model().when("go").then(kind.step).reply("Never said.");
        codex.model().when("next").reply("Here.");
        AtomicBoolean withdrawn = new AtomicBoolean();
        CodexThread thread = asking(request -> Uni.createFrom().<ApprovalDecision> nothing().onCancellation()
                .invoke(() -> withdrawn.set(true)));
        AssertSubscriber<TurnEvent> turn = subscribe(thread.runStreamed("go"), Long.MAX_VALUE);
        await().atMost(Turns.PATIENCE).until(() -> !asked.isEmpty());

        turn.cancel();

        await().atMost(Turns.PATIENCE).untilTrue(withdrawn);
        assertThat(resultOf(thread.run("next")).finalResponse()).isEqualTo("Here.");
    }

    @Test
    void toolAcceptedForTheSessionIsNotAskedForAgain() {
        codex.model().when("go").then(Kind.TOOL_CALL.step, Kind.TOOL_CALL.step).reply("Done.");

        resultOf(asking(ApprovalPolicy.always(ApprovalDecision.acceptForSession())).run("go"));

        assertThat(asked).hasSize(1);
        assertThat(outcomes()).hasSize(2).allMatch(outcome -> outcome.contains("written"));
    }

    @Test
    void permissionsMayBeAcceptedForTheSession() {
        codex.model().when("go").then(Kind.PERMISSION.step).reply("Done.");

        resultOf(asking(ApprovalPolicy.always(ApprovalDecision.acceptForSession())).run("go"));

        assertThat(outcome()).contains(Kind.PERMISSION.outcomeOfYes).contains("\"scope\":\"session\"");
    }

    @Test
    void permissionsMayBeGrantedInPart() {
        codex.model().when("go").then(Step.toolCall("request_permissions", Map.of("reason", "Look it up", "permissions",
                Map.of("network", Map.of("enabled", true), "file_system",
                        Map.of("write", List.of(codex.inside("elsewhere").toString()))))))
                .reply("Done.");

        resultOf(asking(ApprovalPolicy.always(ApprovalDecision.acceptPermissions(JsonNodeFactory.instance.objectNode()
                .set("network", JsonNodeFactory.instance.objectNode().put("enabled", true))))).run("go"));

        assertThat(outcome()).contains(Kind.PERMISSION.outcomeOfYes).doesNotContain("elsewhere");
    }

    @Test
    void plainYesIsNoAnswerToAFormThatNeedsOne() {
        codex.model().when("go").then(Kind.ELICITATION.step).reply("A pity.");

        resultOf(asking(ApprovalPolicy.always(ApprovalDecision.accept())).run("go"));

        assertThat(outcome()).contains(Kind.ELICITATION.outcomeOfNo);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
    void unknownQuestionIsRefusedAndTheTurnGoesOn() {
        FakeAppServer fake = new FakeAppServer(codex).asking("item/future/request", "\"what\":1");
        codex.policy(ApprovalPolicy.always(ApprovalDecision.accept()));

        assertThat(eventsOf(codex.client("path", fake.path()).startThread().runStreamed("go")))
                .noneMatch(ApprovalResolved.class::isInstance);

        assertThat(fake.reply()).contains("-32601");
    }

    private CodexThread asking(ApprovalPolicy policy, String... properties) {
        codex.policy(request -> {
            asked.add(request);
            return policy.decide(request);
        });
        return thread(properties);
    }

    private CodexThread thread(String... properties) {
        String[] all = Stream.concat(Stream.of("approval-policy", "on-request", "sandbox-mode", "workspace-write",
                "config.\"features.request_permissions_tool\"", "true",
                "config.\"features.default_mode_request_user_input\"", "true",
                "config.\"mcp_servers.shop.url\"", shop.url()), Stream.of(properties)).toArray(String[]::new);
        client = codex.client(all);
        return client.startThread();
    }

    /** What the model is told of its only tool. */
    private String outcome() {
        assertThat(outcomes()).hasSize(1);
        return outcomes().get(0);
    }

    private List<String> outcomes() {
        List<ModelRequest> requests = codex.model().requests();
        return requests.stream().flatMap(request -> request.toolOutputs().stream()).distinct()
                .map(output -> output.text()).toList();
    }

    private static TurnStatus status(List<TurnEvent> events) {
        return ((TurnCompleted) events.get(events.size() - 1)).status();
    }
}
