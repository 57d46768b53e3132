package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.approval.ApprovalDecision.abstain;
import static io.quarkiverse.codex.approval.ApprovalDecision.accept;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptForSession;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptPermissions;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptWithAmendment;
import static io.quarkiverse.codex.approval.ApprovalDecision.acceptWithContent;
import static io.quarkiverse.codex.approval.ApprovalDecision.answer;
import static io.quarkiverse.codex.approval.ApprovalDecision.answers;
import static io.quarkiverse.codex.approval.ApprovalDecision.cancel;
import static io.quarkiverse.codex.approval.ApprovalDecision.decline;
import static io.quarkiverse.codex.approval.ApprovalDecision.networkRule;
import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.json;
import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.read;
import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval.NetworkRule;

class ApprovalWireReplyTest {

    static final List<String> RECORDED = RecordedApprovals.ALL;

    private static final ApprovalDecision CONTENT = acceptWithContent(json("{'size':'L'}"));

    @Test
    void repliesToACommand() {
        ApprovalRequest request = request("command");

        assertReply(request, accept(), "{'decision':'accept'}");
        assertReply(request, acceptWithAmendment(),
                "{'decision':{'acceptWithExecpolicyAmendment':{'execpolicy_amendment':['touch','y1']}}}");
        assertReply(request, decline(), "{'decision':'decline'}");
        assertReply(request, cancel(), "{'decision':'cancel'}");
    }

    @Test
    void namesWhatCodexIsToldAndNotWhatWasDecided() {
        assertThat(name(request("command"), acceptForSession())).isEqualTo("accept");
        assertThat(name(request("command"), acceptWithAmendment())).isEqualTo("acceptWithExecpolicyAmendment");
        assertThat(name(request("command"), cancel())).isEqualTo("cancel");
        for (String recorded : RECORDED) {
            assertThat(name(request(recorded), decline())).as(recorded).isEqualTo("decline");
            assertThat(name(request(recorded), abstain())).as(recorded).isEqualTo("decline");
            assertThat(name(request(recorded), accept())).as(recorded).isIn("accept", "decline");
        }
    }

    private static String name(ApprovalRequest request, ApprovalDecision decision) {
        return ApprovalReplies.name(ApprovalReplies.reply(request, decision));
    }

    @Test
    void permitsLessWhereACommandDoesNotOfferIt() {
        assertReply(request("command"), acceptForSession(), "{'decision':'accept'}");
        // It has a proposal, but it is not among the decisions.
        assertReply(request("command-additional-permissions"), acceptWithAmendment(), "{'decision':'accept'}");
        assertReply(command("'availableDecisions':['decline','cancel']"), accept(), "{'decision':'decline'}");
        assertReply(command("'availableDecisions':[]"), acceptForSession(), "{'decision':'decline'}");
        assertReply(command("'kind':'humanCommand'"), acceptForSession(), "{'decision':'accept'}");
    }

    @Test
    void offersEverythingWhereACommandListsNothing() {
        assertReply(command("'availableDecisions':null"), acceptForSession(), "{'decision':'acceptForSession'}");
        assertReply(command("'x':1"), acceptWithAmendment(), "{'decision':'accept'}");
        assertReply(command("'proposedExecpolicyAmendment':['a']"), acceptWithAmendment(),
                "{'decision':{'acceptWithExecpolicyAmendment':{'execpolicy_amendment':['a']}}}");
    }

    @Test
    void appliesOnlyRulesThatAreProposed() {
        NetworkRule allow = new NetworkRule("example.com", "allow");
        NetworkRule deny = new NetworkRule("example.com", "deny");
        ApprovalRequest request = command("'proposedNetworkPolicyAmendments':[{'host':'example.com','action':'allow'}]");

        assertReply(request, networkRule(allow), "{'decision':{'applyNetworkPolicyAmendment':{'network_policy_amendment':"
                + "{'host':'example.com','action':'allow'}}}}");
        assertReply(request, networkRule(deny), "{'decision':'decline'}");
        assertReply(request, networkRule(new NetworkRule("*", "allow")), "{'decision':'accept'}");
        assertReply(request("command"), networkRule(allow), "{'decision':'accept'}");
    }

    @Test
    void repliesToAChangeOfFiles() {
        ApprovalRequest request = request("file-change");

        assertReply(request, accept(), "{'decision':'accept'}");
        assertReply(request, acceptForSession(), "{'decision':'acceptForSession'}");
        assertReply(request, acceptWithAmendment(), "{'decision':'accept'}");
        assertReply(request, decline(), "{'decision':'decline'}");
        assertReply(request, cancel(), "{'decision':'cancel'}");
    }

    @Test
    void repliesToPermissions() {
        ApprovalRequest request = request("permissions");
        String asked = "{'network':{'enabled':true},'fileSystem':{'read':null,'write':['/outside/zz'],"
                + "'entries':[{'path':{'type':'path','path':'/outside/zz'},'access':'write'}]}}";

        assertReply(request, accept(), "{'permissions':" + asked + ",'scope':'turn'}");
        assertReply(request, acceptForSession(), "{'permissions':" + asked + ",'scope':'session'}");
        assertReply(request, acceptPermissions(json("{'network':{'enabled':true}}")),
                "{'permissions':{'network':{'enabled':true}},'scope':'turn'}");
        assertReply(request, acceptPermissions(json("7")), "{'permissions':{},'scope':'turn'}");
        assertReply(request, decline(), "{'permissions':{},'scope':'turn'}");
        assertReply(request, cancel(), "{'permissions':{},'scope':'turn'}");
    }

    @Test
    void repliesToQuestions() {
        ApprovalRequest request = request("question");

        assertReply(request, answers(Map.of("color", "Blue", "unasked", "x")), "{'answers':{'color':{'answers':['Blue']}}}");
        assertReply(request, answer("color", "Red", "Blue"), "{'answers':{'color':{'answers':['Red','Blue']}}}");
        assertReply(request, accept(), "{'answers':{}}");
        assertReply(request, decline(), "{'answers':{}}");
        assertReply(request, cancel(), "{'answers':{}}");
    }

    @Test
    void repliesToElicitations() {
        ApprovalRequest form = request("elicitation-form");
        assertReply(form, CONTENT, "{'action':'accept','content':{'size':'L'}}");
        // The server needs a size.
        assertReply(form, accept(), "{'action':'decline'}");
        assertReply(form, acceptForSession(), "{'action':'decline'}");
        assertReply(form, acceptWithContent(json("'L'")), "{'action':'decline'}");
        assertReply(form, decline(), "{'action':'decline'}");
        assertReply(form, cancel(), "{'action':'cancel'}");

        ApprovalRequest url = request("elicitation-url");
        assertReply(url, accept(), "{'action':'accept','content':{}}");
        assertReply(url, acceptForSession(), "{'action':'accept','content':{}}");
        assertReply(url, decline(), "{'action':'decline'}");

        // From the schema: it takes a device's proof.
        assertReply(read(ApprovalWire.ELICITATION, json("{'mode':'openai/userVerification','challenge':'c'}")), accept(),
                "{'action':'decline'}");
    }

    @Test
    void repliesToToolCalls() {
        ApprovalRequest call = request("elicitation-tool-call");

        assertReply(call, accept(), "{'action':'accept','content':{}}");
        assertReply(call, acceptForSession(), "{'action':'accept','content':{},'_meta':{'persist':'session'}}");
        assertReply(call, decline(), "{'action':'decline'}");
        assertReply(call, cancel(), "{'action':'cancel'}");
        assertReply(read(ApprovalWire.ELICITATION, json("{'mode':'form','requestedSchema':{},'_meta':"
                + "{'codex_approval_kind':'mcp_tool_call','tool_name':'t','persist':'always'}}")), acceptForSession(),
                "{'action':'accept','content':{}}");
    }

    @Test
    void repliesToTheOldRequests() {
        for (String method : List.of(ApprovalWire.OLD_COMMAND, ApprovalWire.OLD_FILE_CHANGE)) {
            ApprovalRequest request = read(method, json("{}"));

            assertReply(request, accept(), "{'decision':'approved'}");
            assertReply(request, acceptForSession(), "{'decision':'approved_for_session'}");
            assertReply(request, acceptWithAmendment(), "{'decision':'approved'}");
            assertReply(request, decline(), "{'decision':{'denied':{'rejection':'rejected by the application'}}}");
            assertReply(request, CONTENT, "{'decision':{'denied':{'rejection':'rejected by the application'}}}");
            assertReply(request, cancel(), "{'decision':'abort'}");
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDED")
    void neverAcceptsByMistake(String name) {
        ApprovalRequest request = request(name);
        String declined = ApprovalWire.reply(request, decline()).toString();

        assertThat(declined).doesNotContain("accept", "enabled", "write");
        assertThat(ApprovalWire.reply(request, null)).hasToString(declined);
        assertThat(ApprovalWire.reply(request, abstain())).hasToString(declined);
        assertThat(ApprovalWire.reply(request, networkRule(new NetworkRule("x", "deny")))).hasToString(declined);
        for (ApprovalDecision foreign : List.of(answer("q", "a"), CONTENT, acceptPermissions(json("{}")))) {
            if (!name.startsWith("elicitation") || foreign != CONTENT) {
                assertThat(ApprovalWire.reply(request, foreign)).hasToString(declined);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDED")
    void interruptsWhereTheReplyDoesNot(String name) {
        boolean replyInterrupts = name.startsWith("command") || name.startsWith("file");

        assertThat(ApprovalWire.needsInterrupt(request(name), cancel())).isEqualTo(!replyInterrupts);
        assertThat(ApprovalWire.needsInterrupt(request(name), decline())).isFalse();
        assertThat(ApprovalWire.needsInterrupt(request(name), accept())).isFalse();
    }

    private static ApprovalRequest command(String fields) {
        return read(ApprovalWire.COMMAND, json("{'command':'x'," + fields + "}"));
    }

    private static void assertReply(ApprovalRequest request, ApprovalDecision decision, String expected) {
        assertThat(ApprovalWire.reply(request, decision)).isEqualTo(json(expected));
    }
}
