package io.quarkiverse.codex.runtime.transport.appserver;

import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.json;
import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.message;
import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.read;
import static io.quarkiverse.codex.runtime.transport.appserver.RecordedApprovals.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.approval.ApprovalRequest;
import io.quarkiverse.codex.approval.CommandApproval;
import io.quarkiverse.codex.approval.CommandApproval.CommandAction;
import io.quarkiverse.codex.approval.CommandApproval.NetworkRule;
import io.quarkiverse.codex.approval.CommandApproval.NetworkTarget;
import io.quarkiverse.codex.approval.ElicitationApproval;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.PermissionApproval;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkiverse.codex.approval.QuestionApproval.Option;
import io.quarkiverse.codex.approval.QuestionApproval.Question;

class ApprovalWireReadTest {

    static final List<String> RECORDED = RecordedApprovals.ALL;

    @ParameterizedTest
    @FieldSource("RECORDED")
    void keepsIdsAndOriginal(String name) {
        ApprovalRequest request = request(name);

        assertThat(request.raw()).isEqualTo(message(name).path("params"));
        assertThat(request.method()).isEqualTo(message(name).path("method").textValue());
        assertThat(request.id()).isEqualTo("id-1");
        assertThat(request.clientName()).isEqualTo("reviewer");
        assertThat(request.threadId()).hasSize(36);
        assertThat(request.turnId()).hasSize(36);
        assertThat(request.itemId()).isEqualTo(request instanceof ElicitationApproval ? null : "c1");
    }

    @Test
    void readsACommand() {
        CommandApproval command = (CommandApproval) request("command");

        assertThat(command.command()).isEqualTo("/bin/bash -c 'touch y1'");
        assertThat(command.plainWords()).contains(List.of("touch", "y1"));
        assertThat(command.actions()).containsExactly(new CommandAction("unknown", "touch y1", null, null, null));
        assertThat(command.cwd()).isEqualTo("/workspace");
        assertThat(command.reason()).isNull();
        assertThat(command.kind()).isEqualTo(CommandApproval.COMMAND);
        assertThat(command.proposedAmendment()).containsExactly("touch", "y1");
        assertThat(command.availableDecisions()).containsExactly("accept", "acceptWithExecpolicyAmendment", "cancel");
        assertThat(command.network()).isNull();
        assertThat(command.proposedNetworkRules()).isEmpty();
        assertThat(command.additionalPermissions()).isNull();
    }

    @Test
    void doesNotTakeACompoundCommandForItsBeginning() {
        CommandApproval command = (CommandApproval) request("command-compound");

        // What codex proposes names the first command only.
        assertThat(command.proposedAmendment()).containsExactly("touch", "a");
        assertThat(command.plainWords()).isEmpty();
        assertThat(((CommandApproval) request("command-quoted")).plainWords()).isEmpty();
        assertThat(((CommandApproval) request("command-additional-permissions")).plainWords()).isEmpty();
    }

    @Test
    void readsWhatTheModelSaysOfACommand() {
        CommandApproval command = (CommandApproval) request("command-proposed-by-model");

        assertThat(command.reason()).isEqualTo("Do you want to touch k?");
        assertThat(command.proposedAmendment()).containsExactly("touch");
        assertThat(((CommandApproval) request("command-additional-permissions")).additionalPermissions()
                .path("fileSystem").path("write").path(0).textValue()).isEqualTo("/outside/zz");
    }

    @Test
    void readsAccessToAHost() {
        // From the schema: a proxy that asks for hosts could not be set up.
        CommandApproval command = (CommandApproval) read(ApprovalWire.COMMAND, json("{'threadId':'t','turnId':'u','itemId':'i',"
                + "'networkApprovalContext':{'host':'example.com','protocol':'https'},"
                + "'proposedNetworkPolicyAmendments':[{'host':'example.com','action':'allow'},{'host':'example.com'},7]}"));

        assertThat(command.command()).isNull();
        assertThat(command.network()).isEqualTo(new NetworkTarget("example.com", "https"));
        assertThat(command.proposedNetworkRules()).containsExactly(new NetworkRule("example.com", "allow"));
        assertThat(command.availableDecisions()).isNull();
    }

    @Test
    void readsAChangeOfFiles() {
        FileChangeApproval change = (FileChangeApproval) request("file-change");

        assertThat(change.paths()).isNull();
        assertThat(change.reason()).isNull();
        assertThat(change.grantRoot()).isNull();
        assertThat(change.withPaths(List.of("/workspace/a")).paths()).containsExactly("/workspace/a");
        assertThat(change.withPaths(List.of("/workspace/a")).raw()).isSameAs(change.raw());
    }

    @Test
    void readsPermissions() {
        PermissionApproval permission = (PermissionApproval) request("permissions");

        assertThat(permission.network()).isTrue();
        assertThat(permission.permissions().path("fileSystem").path("entries")).hasSize(1);
        assertThat(permission.cwd()).isEqualTo("/workspace");
        assertThat(permission.reason()).isEqualTo("need it");
    }

    @Test
    void readsQuestions() {
        QuestionApproval question = (QuestionApproval) request("question");

        assertThat(question.blocking()).isFalse();
        assertThat(question.questions()).containsExactly(new Question("color", "Color", "Which color?", true, false,
                List.of(new Option("Red (Recommended)", "warm"), new Option("Blue", "cold"))));
    }

    @Test
    void readsElicitations() {
        ElicitationApproval form = (ElicitationApproval) request("elicitation-form");
        assertThat(form.serverName()).isEqualTo("el");
        assertThat(form.mode()).isEqualTo(ElicitationApproval.FORM);
        assertThat(form.message()).isEqualTo("Which size?");
        assertThat(form.requestedSchema().path("required").path(0).textValue()).isEqualTo("size");
        assertThat(form.meta()).isNull();
        assertThat(form.toolName()).isEmpty();
        assertThat(form.toolArguments()).isEmpty();

        ElicitationApproval url = (ElicitationApproval) request("elicitation-url");
        assertThat(url.mode()).isEqualTo(ElicitationApproval.URL);
        assertThat(url.url()).isEqualTo("https://example.com/login?state=secret");
        assertThat(url.elicitationId()).isEqualTo("e-1");
        assertThat(url.requestedSchema()).isNull();

        ElicitationApproval call = (ElicitationApproval) request("elicitation-tool-call");
        assertThat(call.toolName()).contains("write");
        assertThat(call.toolArguments()).contains(json("{'a':'x'}"));
    }

    @Test
    void readsTheOldRequests() {
        // From the schema.
        CommandApproval command = (CommandApproval) read(ApprovalWire.OLD_COMMAND, json("{'conversationId':'t','callId':'c',"
                + "'approvalId':null,'command':['bash','-lc','git log'],'cwd':'/workspace','reason':null,"
                + "'parsedCmd':[{'type':'list_files','cmd':'ls','path':'x'}]}"));
        assertThat(command.threadId()).isEqualTo("t");
        assertThat(command.turnId()).isNull();
        assertThat(command.itemId()).isEqualTo("c");
        assertThat(command.command()).isEqualTo("'bash' '-lc' 'git log'");
        assertThat(command.plainWords()).contains(List.of("git", "log"));
        assertThat(command.actions()).containsExactly(new CommandAction("listFiles", "ls", null, "x", null));
        assertThat(command.availableDecisions()).isNull();

        FileChangeApproval change = (FileChangeApproval) read(ApprovalWire.OLD_FILE_CHANGE, json("{'conversationId':'t',"
                + "'callId':'c','grantRoot':'/x','fileChanges':{'/a':{'type':'add','content':''},"
                + "'/b':{'type':'update','unified_diff':'','move_path':'/c'}}}"));
        assertThat(change.paths()).containsExactly("/a", "/b", "/c");
        assertThat(change.grantRoot()).isEqualTo("/x");
        assertThat(change.itemId()).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(strings = { ApprovalWire.COMMAND, ApprovalWire.OLD_COMMAND, ApprovalWire.FILE_CHANGE,
            ApprovalWire.OLD_FILE_CHANGE, ApprovalWire.PERMISSIONS, ApprovalWire.QUESTION, ApprovalWire.ELICITATION })
    void readsWhateverComes(String method) {
        String odd = "{'threadId':1,'turnId':{},'itemId':[],'conversationId':true,'command':{'x':1},'commandActions':'x',"
                + "'cwd':7,'kind':null,'proposedExecpolicyAmendment':['a',7],'availableDecisions':'accept','permissions':[],"
                + "'questions':{'a':7},'requestedSchema':true,'_meta':'x','fileChanges':['a'],'networkApprovalContext':{},"
                + "'unknown':{'deep':[1.50]}}";

        ApprovalRequest request = read(method, json(odd));

        assertThat(request.raw()).isEqualTo(json(odd));
        assertThat(request.threadId()).isNull();
        assertThat(read(method, null).raw().isNull()).isTrue();
        assertThat(read(method, json("[]")).itemId()).isNull();
    }

    @Test
    void leavesOtherRequestsAlone() {
        assertThat(ApprovalWire.read("id-1", "reviewer", "item/tool/call", json("{}"))).isEmpty();
    }
}
