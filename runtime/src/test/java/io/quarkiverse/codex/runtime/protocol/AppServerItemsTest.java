package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CollabToolCall;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ContextCompaction;
import io.quarkiverse.codex.item.DynamicToolCall;
import io.quarkiverse.codex.item.EnteredReviewMode;
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.item.ExitedReviewMode;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.FunctionCallOutput;
import io.quarkiverse.codex.item.HookPrompt;
import io.quarkiverse.codex.item.ImageGeneration;
import io.quarkiverse.codex.item.ImageView;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.Plan;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.Sleep;
import io.quarkiverse.codex.item.SubAgentActivity;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.item.WebSearch;

class AppServerItemsTest {

    @Test
    void userMessage() throws Exception {
        UserMessage message = new UserMessage("i", List.of(json("{'type':'text','text':'a','text_elements':[]}"),
                json("{'type':'localImage','path':'p'}"), json("{'type':'text','text':'b'}")), null);
        assertThat(item("{'type':'userMessage','id':'i','clientId':null,'content':[{'type':'text','text':'a',"
                + "'text_elements':[]},{'type':'localImage','path':'p'},{'type':'text','text':'b'}]}")).isEqualTo(message);
        assertThat(message.text()).isEqualTo("a\nb");
    }

    @Test
    void agentMessage() throws Exception {
        assertThat(item("{'type':'agentMessage','moderation':null,'id':'i','text':'t','phase':'final_answer',"
                + "'startedAtMs':1}")).isEqualTo(new AgentMessage("i", "t", "final_answer", Map.of("startedAtMs", json("1"))));
    }

    @Test
    void reasoning() throws Exception {
        assertThat(item("{'type':'reasoning','id':'i','summary':['a','b'],'content':['c']}"))
                .isEqualTo(new Reasoning("i", "a\nb", List.of("a", "b"), List.of("c")));
        assertThat(item("{'type':'reasoning','id':'i','summary':[],'content':['c','d']}"))
                .isEqualTo(new Reasoning("i", "c\nd", List.of(), List.of("c", "d")));
        assertThat(item("{'type':'reasoning','id':'i','summary':[],'content':[]}")).isEqualTo(new Reasoning("i", ""));
    }

    @Test
    void commandExecution() throws Exception {
        assertThat(item("{'type':'commandExecution','id':'i','pluginId':null,'command':'ls','cwd':'/w','processId':'7',"
                + "'status':'inProgress','aggregatedOutput':null,'exitCode':null,'durationMs':null}"))
                .isEqualTo(new CommandExecution("i", "ls", "", null, ItemStatus.IN_PROGRESS, "/w", null,
                        Map.of("processId", TextNode.valueOf("7"))));
        assertThat(item("{'type':'commandExecution','id':'i','command':'ls','cwd':'/w','status':'declined',"
                + "'aggregatedOutput':'o','exitCode':3,'durationMs':12}"))
                .isEqualTo(new CommandExecution("i", "ls", "o", 3, ItemStatus.DECLINED, "/w", 12L));
    }

    @Test
    void fileChange() throws Exception {
        assertThat(item("{'type':'fileChange','id':'i','changes':[{'path':'a','kind':{'type':'add'},'diff':'x'},"
                + "{'path':'b','kind':{'type':'update','move_path':'c'},'diff':'y'},"
                + "{'path':'d','kind':{'type':'update','move_path':null},'diff':'z'}],'status':'completed'}"))
                .isEqualTo(new FileChange("i", List.of(new FileChange.Change("a", FileChange.Kind.ADD, "x", null),
                        new FileChange.Change("b", FileChange.Kind.UPDATE, "y", "c"),
                        new FileChange.Change("d", FileChange.Kind.UPDATE, "z", null)), ItemStatus.COMPLETED));
    }

    @Test
    void fileChangeOfAKindThatIsNotKnown() throws Exception {
        String changes = "[{'path':'a','kind':{'type':'update','mode':7},'diff':'x'}]";
        assertThat(item("{'type':'fileChange','id':'i','changes':" + changes + ",'status':'completed'}"))
                .isEqualTo(new FileChange("i", List.of(new FileChange.Change("a", FileChange.Kind.UNKNOWN, "x", null)),
                        ItemStatus.COMPLETED, Map.of("changes", json(changes))));
    }

    @Test
    void mcpToolCall() throws Exception {
        String head = "{'type':'mcpToolCall','id':'i','server':'s','tool':'t','arguments':{'q':1},";
        assertThat(item(head + "'status':'completed','result':{'content':[1],'structuredContent':{'n':1.50},"
                + "'_meta':{'k':'v'}},'error':null,'durationMs':5,'readOnlyHint':true}"))
                .isEqualTo(new McpToolCall("i", "s", "t", json("{'q':1}"),
                        new McpToolCall.Result(List.of(json("1")), json("{'n':1.50}"), json("{'k':'v'}")), null,
                        ItemStatus.COMPLETED, 5L, Map.of("readOnlyHint", json("true"))));
        assertThat(item(head + "'status':'completed','result':{'content':[],'structuredContent':null,'_meta':null}}"))
                .isEqualTo(new McpToolCall("i", "s", "t", json("{'q':1}"), new McpToolCall.Result(List.of(), null, null), null,
                        ItemStatus.COMPLETED));
        assertThat(item(head + "'status':'failed','result':null,'error':{'message':'m'}}"))
                .isEqualTo(new McpToolCall("i", "s", "t", json("{'q':1}"), null, new McpToolCall.CallError("m"),
                        ItemStatus.FAILED));
    }

    @Test
    void dynamicToolCall() throws Exception {
        String head = "{'type':'dynamicToolCall','id':'i','namespace':null,'tool':'t','arguments':{'a':1},";
        assertThat(item(head + "'status':'inProgress','contentItems':null,'success':null,'durationMs':null}")).isEqualTo(
                new DynamicToolCall("i", null, "t", json("{'a':1}"), List.of(), null, null, ItemStatus.IN_PROGRESS));
        assertThat(item(head + "'status':'completed','contentItems':[{'type':'inputText','text':'x'}],'success':true,"
                + "'durationMs':1}"))
                .isEqualTo(new DynamicToolCall("i", null, "t", json("{'a':1}"), List.of(json("{'type':'inputText',"
                        + "'text':'x'}")), true, 1L, ItemStatus.COMPLETED));
    }

    @Test
    void collabToolCallSpeaksAsExecDoes() throws Exception {
        assertThat(item("{'type':'collabAgentToolCall','id':'i','tool':'spawnAgent','status':'interrupted','senderThreadId':"
                + "'a','receiverThreadIds':['b'],'prompt':null,'agentsStates':{'b':{'status':'pendingInit',"
                + "'message':null}},'model':'m'}"))
                .isEqualTo(new CollabToolCall("i", "spawn_agent", "a", List.of("b"), null,
                        json("{'b':{'status':'pending_init','message':null}}"), ItemStatus.INTERRUPTED,
                        Map.of("model", TextNode.valueOf("m"))));
    }

    @Test
    void subAgentActivity() throws Exception {
        assertThat(item("{'type':'subAgentActivity','id':'i','kind':'started','agentThreadId':'t','agentPath':'/root/c',"
                + "'model':null}")).isEqualTo(new SubAgentActivity("i", SubAgentActivity.Kind.STARTED, "t", "/root/c"));
        assertThat(item("{'type':'subAgentActivity','id':'i','kind':'slept','agentThreadId':'t','agentPath':'p'}"))
                .isEqualTo(new SubAgentActivity("i", SubAgentActivity.Kind.UNKNOWN, "t", "p",
                        Map.of("kind", TextNode.valueOf("slept"))));
    }

    @Test
    void webSearchSpeaksAsExecDoes() throws Exception {
        assertThat(item("{'type':'webSearch','id':'i','query':'q','action':{'type':'findInPage','url':'u','pattern':null},"
                + "'results':null}")).isEqualTo(new WebSearch("i", "q", json("{'type':'find_in_page','url':'u'}")));
    }

    @Test
    void itemsOfFewWords() throws Exception {
        assertThat(item("{'type':'plan','id':'i','text':'p'}")).isEqualTo(new Plan("i", "p"));
        assertThat(item("{'type':'imageView','id':'i','path':'p'}")).isEqualTo(new ImageView("i", "p"));
        assertThat(item("{'type':'sleep','id':'i','durationMs':7}")).isEqualTo(new Sleep("i", 7));
        assertThat(item("{'type':'enteredReviewMode','id':'i','review':'r'}")).isEqualTo(new EnteredReviewMode("i", "r"));
        assertThat(item("{'type':'exitedReviewMode','id':'i','review':'r'}")).isEqualTo(new ExitedReviewMode("i", "r"));
        assertThat(item("{'type':'contextCompaction','id':'i'}")).isEqualTo(new ContextCompaction("i"));
        assertThat(item("{'type':'hookPrompt','id':'i','fragments':[{'text':'t','hookRunId':'h'}]}"))
                .isEqualTo(new HookPrompt("i", List.of(new HookPrompt.Fragment("t", "h"))));
        assertThat(item("{'type':'functionCallOutput','id':'i','name':'n','namespace':null,'output':'o'}"))
                .isEqualTo(new FunctionCallOutput("i", null, "n", TextNode.valueOf("o")));
    }

    @Test
    void imageGeneration() throws Exception {
        assertThat(item("{'type':'imageGeneration','id':'i','status':'completed','revisedPrompt':'p','result':'r',"
                + "'savedPath':'s','failure':null}"))
                .isEqualTo(new ImageGeneration("i", "completed", "p", "r", null, "s"));
        assertThat(item("{'type':'imageGeneration','id':'i','status':'completed','revisedPrompt':null,'fileId':'f'}"))
                .isEqualTo(new ImageGeneration("i", "completed", null, null, "f", null));
    }

    @Test
    void itemThatIsNotKnownArrivesWhole() throws Exception {
        String hologram = "{'type':'hologram','id':'i','deep':null}";
        assertThat(item(hologram)).isEqualTo(new UnknownItem("i", "hologram", json(hologram)));
        assertThat(item("{}")).isEqualTo(new UnknownItem("", "", json("{}")));
        assertThat(item("{'type':'error','id':'i','message':'m'}")).isEqualTo(new ErrorItem("i", "m"));
    }

    @Test
    void itemOfAnOddFormIsTheBestOfIt() throws Exception {
        assertThat(item("{'type':'commandExecution','id':7,'command':['ls'],'exitCode':'x','status':'timedOut'}"))
                .isEqualTo(new CommandExecution("", "", "", null, ItemStatus.UNKNOWN, null, null,
                        Map.of("id", json("7"), "command", json("['ls']"), "exit_code", TextNode.valueOf("x"), "status",
                                TextNode.valueOf("timedOut"))));
    }

    /** What is checked besides: the tree stays as it is, and the item is equal when it has been written. */
    private static ThreadItem item(String quoted) throws Exception {
        ObjectNode node = (ObjectNode) json(quoted);
        ThreadItem item = ItemForm.fromAppServer(node);
        assertThat(node).isEqualTo(json(quoted));
        assertThat(Lines.read(ExecEventCodec.write(new ItemCompleted(item)))).isEqualTo(new ItemCompleted(item));
        return item;
    }
}
