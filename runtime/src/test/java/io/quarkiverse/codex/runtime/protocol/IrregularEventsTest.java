package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CollabToolCall;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.TodoList;
import io.quarkiverse.codex.item.UnknownItem;

/**
 * What an event says that is not quite an event of codex 0.169.0: its components hold the best that can be made of it, and
 * {@code extra} the original.
 */
class IrregularEventsTest {

    private static final JsonNode MISSING = MissingNode.getInstance();
    private static final JsonNode NULL = NullNode.getInstance();

    @Test
    void fieldThatIsNew() throws Exception {
        assertThat(read("{'type':'turn.started','at':1.10}")).isEqualTo(new TurnStarted(Map.of("at", json("1.10"))));
        assertThat(item("{'id':'i','type':'agent_message','text':'t','phase':null}"))
                .isEqualTo(new AgentMessage("i", "t", Map.of("phase", NULL)));
    }

    @Test
    void fieldThatIsMissingIsNotOneThatIsEmpty() throws Exception {
        assertThat(read("{'type':'error'}")).isEqualTo(new StreamError("", Map.of("message", MISSING)));
        assertThat(read("{'type':'error','message':''}")).isEqualTo(new StreamError(""));
        assertThat(item("{'type':'agent_message'}"))
                .isEqualTo(new AgentMessage("", "", Map.of("id", MISSING, "text", MISSING)));
        assertThat(item("{'id':'','type':'agent_message','text':''}")).isEqualTo(new AgentMessage("", ""));
    }

    @Test
    void fieldThatIsNullButNeverShouldBe() throws Exception {
        assertThat(read("{'type':'thread.started','thread_id':null}"))
                .isEqualTo(new ThreadStarted("", Map.of("thread_id", NULL)));
    }

    @Test
    void valueOfAnotherType() throws Exception {
        assertThat(item("{'id':7,'type':'command_execution','command':['ls'],'aggregated_output':'','exit_code':2147483648,"
                + "'status':'completed'}"))
                .isEqualTo(new CommandExecution("", "", "", null, ItemStatus.COMPLETED,
                        Map.of("id", json("7"), "command", json("['ls']"), "exit_code", json("2147483648"))));
    }

    @Test
    void statusThatIsNotKnownOrNotThere() throws Exception {
        String command = "{'id':'i','type':'command_execution','command':'ls','aggregated_output':''";
        assertThat(item(command + ",'status':'timed_out'}")).isEqualTo(new CommandExecution("i", "ls", "", null,
                ItemStatus.UNKNOWN, Map.of("status", json("'timed_out'"))));
        assertThat(item(command + ",'status':'unknown'}")).isEqualTo(new CommandExecution("i", "ls", "", null,
                ItemStatus.UNKNOWN, Map.of("status", json("'unknown'"))));
        assertThat(item(command + "}")).isEqualTo(new CommandExecution("i", "ls", "", null, ItemStatus.UNKNOWN));
    }

    @Test
    void statusOfATurnThatGoesWithoutSaying() throws Exception {
        assertThat(read("{'type':'turn.completed','status':'completed'}")).isEqualTo(new TurnCompleted(TurnStatus.COMPLETED,
                null, null, Map.of("status", json("'completed'"))));
    }

    @Test
    void usageIsKeptWholeIfAnythingIsWrongWithIt() throws Exception {
        String usage = "{'input_tokens':9223372036854775808,'cached_input_tokens':2,'cache_write_input_tokens':3,"
                + "'output_tokens':4.0,'reasoning_output_tokens':'5','new':6}";
        assertThat(read("{'type':'turn.completed','usage':" + usage + "}")).isEqualTo(new TurnCompleted(TurnStatus.COMPLETED,
                null, new TokenUsage(0, 2, 3, 4, 0), Map.of("usage", json(usage))));
        assertThat(read("{'type':'turn.completed','usage':null}")).isEqualTo(new TurnCompleted(TurnStatus.COMPLETED,
                null, null, Map.of("usage", NULL)));
        assertThat(read("{'type':'turn.completed','usage':3}")).isEqualTo(new TurnCompleted(TurnStatus.COMPLETED,
                null, null, Map.of("usage", json("3"))));
    }

    @Test
    void errorIsKeptWholeIfAnythingIsWrongWithIt() throws Exception {
        assertThat(read("{'type':'turn.failed','error':{'message':'m','code':1}}"))
                .isEqualTo(new TurnFailed(new TurnError("m"), Map.of("error", json("{'message':'m','code':1}"))));
        assertThat(read("{'type':'turn.failed'}")).isEqualTo(new TurnFailed(new TurnError(""), Map.of("error", MISSING)));
    }

    @Test
    void listsAreKeptWholeIfAnythingIsWrongWithOneElement() throws Exception {
        String todos = "[{'text':'a','completed':true,'new':1},{'text':'b'},'c']";
        assertThat(item("{'id':'i','type':'todo_list','items':" + todos + "}"))
                .isEqualTo(new TodoList("i", List.of(new TodoList.Todo("a", true), new TodoList.Todo("b", false)),
                        Map.of("items", json(todos))));
        String changes = "[{'path':'a','kind':'add'},{'path':'b','kind':'rename'}]";
        assertThat(item("{'id':'i','type':'file_change','changes':" + changes + ",'status':'completed'}"))
                .isEqualTo(new FileChange("i", List.of(new FileChange.Change("a", FileChange.Kind.ADD),
                        new FileChange.Change("b", FileChange.Kind.UNKNOWN)), ItemStatus.COMPLETED,
                        Map.of("changes", json(changes))));
        assertThat(((CollabToolCall) item("{'id':'i','type':'collab_tool_call','receiver_thread_ids':['a',1,'b']}")))
                .satisfies(call -> assertThat(call.receiverThreadIds()).containsExactly("a", "b"))
                .satisfies(call -> assertThat(call.extra()).containsEntry("receiver_thread_ids", json("['a',1,'b']")));
    }

    @Test
    void resultIsKeptWholeIfAnythingIsWrongWithIt() throws Exception {
        McpToolCall call = (McpToolCall) item("{'id':'i','type':'mcp_tool_call','server':'s','tool':'t',"
                + "'result':{'content':[1],'is_error':true},'status':'completed'}");
        assertThat(call.result()).isEqualTo(new McpToolCall.Result(List.of(json("1")), null, null));
        assertThat(call.extra()).isEqualTo(Map.of("result", json("{'content':[1],'is_error':true}")));
    }

    @Test
    void itemThatIsNotKnownCanHaveTwoIdsToo() throws Exception {
        byte[] line = Lines.quoted("{'type':'item.completed','item':{'id':'item_1','type':'hologram','id':'h_1'}}");
        TurnEvent event = Lines.read(line);
        assertThat(event).isEqualTo(new ItemCompleted(
                new UnknownItem("item_1", "hologram", json("{'type':'hologram','id':'h_1'}"))));
        assertThat(Lines.read(ExecEventCodec.write(event))).isEqualTo(event);
    }

    @Test
    void fieldsInAnotherOrderAreAsRegularAsAny() throws Exception {
        byte[] line = Lines.quoted("{'type':'item.completed','item':{'id':'i','type':'command_execution',"
                + "'status':'completed','exit_code':1,'aggregated_output':'','command':'ls'}}");
        assertThat(ExecEventCodec.readRegular(line, 0, line.length))
                .isEqualTo(new ItemCompleted(new CommandExecution("i", "ls", "", 1, ItemStatus.COMPLETED)));
    }

    @Test
    void typeNeedNotComeFirst() throws Exception {
        assertThat(read("{'thread_id':'t','type':'thread.started'}")).isEqualTo(new ThreadStarted("t"));
        assertThat(item("{'text':'t','type':'agent_message','id':'i'}")).isEqualTo(new AgentMessage("i", "t"));
    }

    @Test
    void numberBeyondAnyDecimalMakesALineMalformed() {
        byte[] line = Lines.quoted("{'type':'turn.started','at':1e99999999999}");
        assertThatThrownBy(() -> Lines.read(line))
                .isInstanceOf(MalformedEventException.class);
    }

    private static ThreadItem item(String json) throws Exception {
        return ((ItemCompleted) read("{'type':'item.completed','item':" + json + "}")).item();
    }

    /** What is checked besides: the event is equal as JSON, and as a value, when it has been written. */
    private static TurnEvent read(String json) throws Exception {
        TurnEvent event = Lines.read(Lines.quoted(json));
        byte[] written = ExecEventCodec.write(event);
        assertThat(Lines.json(written)).isEqualTo(json(json));
        assertThat(Lines.read(written)).isEqualTo(event);
        return event;
    }
}
