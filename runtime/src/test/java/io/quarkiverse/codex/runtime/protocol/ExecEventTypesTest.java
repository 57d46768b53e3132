package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CollabToolCall;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.TodoList;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.item.WebSearch;

class ExecEventTypesTest {

    @Test
    void threadStarted() throws Exception {
        assertThat(read("{'type':'thread.started','thread_id':'t-1'}")).isEqualTo(new ThreadStarted("t-1"));
    }

    @Test
    void turnStarted() throws Exception {
        assertThat(read("{'type':'turn.started'}")).isEqualTo(new TurnStarted());
    }

    @Test
    void turnCompletedCountsOverTheThread() throws Exception {
        TurnEvent event = read("{'type':'turn.completed','usage':{'input_tokens':1,'cached_input_tokens':2,"
                + "'cache_write_input_tokens':3,'output_tokens':4,'reasoning_output_tokens':5}}");
        assertThat(event).isEqualTo(new TurnCompleted(TurnStatus.COMPLETED, null, new TokenUsage(1, 2, 3, 4, 5)));
    }

    @Test
    void turnCompletedOfAnOlderCodexKeepsWhatItSaid() throws Exception {
        TurnEvent event = read("{'type':'turn.completed','usage':{'input_tokens':1,'output_tokens':4}}");
        assertThat(event).isEqualTo(new TurnCompleted(TurnStatus.COMPLETED, null, new TokenUsage(1, 0, 0, 4, 0),
                Map.of("usage", json("{'input_tokens':1,'output_tokens':4}"))));
    }

    @Test
    void turnCompletedWithOurOwnAdditionsIsReadAgainWithoutLoss() throws Exception {
        TurnEvent event = new TurnCompleted(TurnStatus.INTERRUPTED, new TokenUsage(1, 2, 3, 4, 5),
                new TokenUsage(6, 7, 8, 9, 10));
        byte[] bytes = ExecEventCodec.write(event);
        assertThat(Lines.json(bytes)).isEqualTo(json("{'type':'turn.completed','usage':{'input_tokens':6,"
                + "'cached_input_tokens':7,'cache_write_input_tokens':8,'output_tokens':9,'reasoning_output_tokens':10},"
                + "'turn_usage':{'input_tokens':1,'cached_input_tokens':2,'cache_write_input_tokens':3,'output_tokens':4,"
                + "'reasoning_output_tokens':5},'status':'interrupted'}"));
        assertThat(Lines.read(bytes)).isEqualTo(event);
    }

    @Test
    void turnCompletedWithAStatusThatIsNotKnown() throws Exception {
        assertThat(read("{'type':'turn.completed','status':'postponed'}")).isEqualTo(new TurnCompleted(TurnStatus.UNKNOWN,
                null, null, Map.of("status", TextNode.valueOf("postponed"))));
    }

    @Test
    void turnFailed() throws Exception {
        assertThat(read("{'type':'turn.failed','error':{'message':'no'}}")).isEqualTo(new TurnFailed(new TurnError("no")));
    }

    @Test
    void streamError() throws Exception {
        assertThat(read("{'type':'error','message':'Reconnecting... 2/5'}"))
                .isEqualTo(new StreamError("Reconnecting... 2/5"));
    }

    @Test
    void itemStartedUpdatedCompleted() throws Exception {
        String item = "'item':{'id':'item_0','type':'agent_message','text':'hi'}}";
        ThreadItem message = new AgentMessage("item_0", "hi");
        assertThat(read("{'type':'item.started'," + item)).isEqualTo(new ItemStarted(message));
        assertThat(read("{'type':'item.updated'," + item)).isEqualTo(new ItemUpdated(message));
        assertThat(read("{'type':'item.completed'," + item)).isEqualTo(new ItemCompleted(message));
    }

    @Test
    void eventThatIsNotKnown() throws Exception {
        assertThat(read("{'type':'turn.paused','for':3}"))
                .isEqualTo(new UnknownEvent("turn.paused", json("{'type':'turn.paused','for':3}")));
        assertThat(read("{}")).isEqualTo(new UnknownEvent("", json("{}")));
    }

    @Test
    void itemEventWithoutAnItemIsNotKnown() throws Exception {
        assertThat(read("{'type':'item.started','item':'none'}"))
                .isEqualTo(new UnknownEvent("item.started", json("{'type':'item.started','item':'none'}")));
    }

    @Test
    void reasoning() throws Exception {
        assertThat(item("{'id':'i','type':'reasoning','text':'hm'}")).isEqualTo(new Reasoning("i", "hm"));
    }

    @Test
    void commandThatRuns() throws Exception {
        assertThat(item("{'id':'i','type':'command_execution','command':'ls','aggregated_output':'','exit_code':null,"
                + "'status':'in_progress'}"))
                .isEqualTo(new CommandExecution("i", "ls", "", null, ItemStatus.IN_PROGRESS,
                        Map.of("exit_code", NullNode.getInstance())));
    }

    @Test
    void commandThatEnded() throws Exception {
        assertThat(item("{'id':'i','type':'command_execution','command':'ls','aggregated_output':'a\\nb','exit_code':-1,"
                + "'status':'declined'}"))
                .isEqualTo(new CommandExecution("i", "ls", "a\nb", -1, ItemStatus.DECLINED));
    }

    @Test
    void fileChange() throws Exception {
        assertThat(item("{'id':'i','type':'file_change','changes':[{'path':'a','kind':'add'},{'path':'b','kind':'delete'},"
                + "{'path':'c','kind':'update'}],'status':'completed'}"))
                .isEqualTo(new FileChange("i", List.of(new FileChange.Change("a", FileChange.Kind.ADD),
                        new FileChange.Change("b", FileChange.Kind.DELETE),
                        new FileChange.Change("c", FileChange.Kind.UPDATE)), ItemStatus.COMPLETED));
    }

    @Test
    void mcpToolCallThatAnswered() throws Exception {
        assertThat(item("{'id':'i','type':'mcp_tool_call','server':'s','tool':'t','arguments':{'q':1},'result':{"
                + "'content':[{'type':'text','text':'x'}],'structured_content':null},'error':null,'status':'completed'}"))
                .isEqualTo(new McpToolCall("i", "s", "t", json("{'q':1}"),
                        new McpToolCall.Result(List.of(json("{'type':'text','text':'x'}")), null, null), null,
                        ItemStatus.COMPLETED, Map.of("error", NullNode.getInstance())));
    }

    @Test
    void mcpToolCallWithAStructuredAnswer() throws Exception {
        assertThat(item("{'id':'i','type':'mcp_tool_call','server':'s','tool':'t','arguments':1,'result':{'content':[],"
                + "'_meta':{'m':1},'structured_content':{'s':1.50}},'status':'completed'}"))
                .isEqualTo(new McpToolCall("i", "s", "t", json("1"),
                        new McpToolCall.Result(List.of(), json("{'s':1.50}"), json("{'m':1}")), null,
                        ItemStatus.COMPLETED));
    }

    @Test
    void mcpToolCallThatFailed() throws Exception {
        assertThat(item("{'id':'i','type':'mcp_tool_call','server':'s','tool':'t','arguments':null,'result':null,"
                + "'error':{'message':'no'},'status':'failed'}"))
                .isEqualTo(new McpToolCall("i", "s", "t", null, null, new McpToolCall.CallError("no"), ItemStatus.FAILED,
                        Map.of("arguments", NullNode.getInstance(), "result", NullNode.getInstance())));
    }

    @Test
    void collabToolCall() throws Exception {
        assertThat(item("{'id':'i','type':'collab_tool_call','tool':'spawn_agent','sender_thread_id':'a',"
                + "'receiver_thread_ids':['b'],'prompt':'go','agents_states':{'b':{'status':'running'}},"
                + "'status':'in_progress'}"))
                .isEqualTo(new CollabToolCall("i", "spawn_agent", "a", List.of("b"), "go",
                        json("{'b':{'status':'running'}}"), ItemStatus.IN_PROGRESS));
    }

    @Test
    void webSearchHasTwoIds() throws Exception {
        String line = "{'id':'item_1','type':'web_search','id':'ws_1','query':'q','action':{'type':'search','query':'q'}}";
        WebSearch search = new WebSearch("item_1", "q", json("{'type':'search','query':'q'}"),
                Map.of("id", TextNode.valueOf("ws_1")));
        assertThat(item(line)).isEqualTo(search);
        assertThat(new String(ExecEventCodec.write(new ItemCompleted(search)), StandardCharsets.UTF_8))
                .isEqualTo("{'type':'item.completed','item':".replace('\'', '"') + line.replace('\'', '"') + "}");
    }

    @Test
    void todoList() throws Exception {
        assertThat(item("{'id':'i','type':'todo_list','items':[{'text':'a','completed':true},{'text':'b',"
                + "'completed':false}]}"))
                .isEqualTo(new TodoList("i", List.of(new TodoList.Todo("a", true), new TodoList.Todo("b", false))));
    }

    @Test
    void errorItem() throws Exception {
        assertThat(item("{'id':'i','type':'error','message':'m'}")).isEqualTo(new ErrorItem("i", "m"));
    }

    @Test
    void itemThatIsNotKnown() throws Exception {
        assertThat(item("{'id':'i','type':'hologram','depth':3}"))
                .isEqualTo(new UnknownItem("i", "hologram", json("{'id':'i','type':'hologram','depth':3}")));
    }

    private static ThreadItem item(String json) throws Exception {
        return ((ItemCompleted) read("{'type':'item.completed','item':" + json + "}")).item();
    }

    private static TurnEvent read(String json) throws Exception {
        return Lines.read(Lines.quoted(json));
    }
}
