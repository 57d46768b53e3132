package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Lines.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.DiffUpdated;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.PlanUpdated;
import io.quarkiverse.codex.event.PlanUpdated.Step;
import io.quarkiverse.codex.event.PlanUpdated.StepStatus;
import io.quarkiverse.codex.event.ReasoningDelta;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.AgentMessage;

class AppServerEventsTest {

    private static final String IDS = "'threadId':'t','turnId':'u'";

    @Test
    void threadStarted() throws Exception {
        RoutedEvent event = routed("thread/started", "{'thread':{'id':'t','model':'m','name':null,'turns':[]}}");
        assertThat(event)
                .isEqualTo(new RoutedEvent("t", null, new ThreadStarted("t", Map.of("thread", json("{'model':'m'}")))));
    }

    @Test
    void turnStarted() throws Exception {
        RoutedEvent event = routed("turn/started", "{'threadId':'t','turn':{'id':'u','items':[],'itemsView':'notLoaded',"
                + "'status':'inProgress','error':null,'startedAt':7}}");
        assertThat(event).isEqualTo(new RoutedEvent("t", "u", new TurnStarted(Map.of("turn", json("{'startedAt':7}")))));
    }

    @Test
    void turnOfAReviewNamesTheTurnThatWasAskedFor() throws Exception {
        List<RoutedEvent> turns = AppServerLines.events("review").stream()
                .filter(event -> event.event() instanceof TurnStarted || event.event() instanceof TurnCompleted).toList();
        assertThat(turns).hasSize(2);
        assertThat(turns.get(0).turnId()).isNotEqualTo(turns.get(1).turnId());
        assertThat(turns).extracting(RoutedEvent::rootTurnId).containsOnly(turns.get(1).turnId());
    }

    @Test
    void turnCompleted() throws Exception {
        RoutedEvent event = routed("turn/completed", "{'threadId':'t','turn':{'id':'u','items':[{'type':'agentMessage'}],"
                + "'status':'completed','error':null,'durationMs':7}}");
        assertThat(event).isEqualTo(new RoutedEvent("t", "u",
                new TurnCompleted(TurnStatus.COMPLETED, null, null, Map.of("turn", json("{'durationMs':7}")))));
    }

    @Test
    void turnInterrupted() throws Exception {
        assertThat(event("turn/completed", "{'threadId':'t','turn':{'id':'u','status':'interrupted'}}"))
                .isEqualTo(new TurnCompleted(TurnStatus.INTERRUPTED, null, null));
    }

    @Test
    void turnThatEndedInAWayThatIsNotKnown() throws Exception {
        assertThat(event("turn/completed", "{'threadId':'t','turn':{'id':'u','status':'postponed'}}")).isEqualTo(
                new TurnCompleted(TurnStatus.UNKNOWN, null, null, Map.of("status", TextNode.valueOf("postponed"))));
    }

    @Test
    void turnFailed() throws Exception {
        TurnFailed failed = (TurnFailed) event("turn/completed", "{'threadId':'t','turn':{'id':'u','status':'failed','error':"
                + "{'message':'m','codexErrorInfo':{'httpConnectionFailed':{'httpStatusCode':503}},"
                + "'additionalDetails':'d','misalignment':null}}}");
        assertThat(failed).isEqualTo(new TurnFailed(
                new TurnError("m", json("{'httpConnectionFailed':{'httpStatusCode':503}}"), "d")));
        assertThat(failed.error().kind()).isEqualTo(TurnErrorKind.HTTP_CONNECTION_FAILED);
        assertThat(failed.error().httpStatus()).isEqualTo(503);
    }

    @Test
    void turnThatFailedForMoreThanIsKnown() throws Exception {
        assertThat(event("turn/completed", "{'threadId':'t','turn':{'id':'u','status':'failed','error':{'message':'m',"
                + "'codexErrorInfo':'other','misalignment':{'errorType':'e'}}}}"))
                .isEqualTo(new TurnFailed(new TurnError("m", TurnErrorKind.OTHER), Map.of("error",
                        json("{'message':'m','codex_error_info':'other','misalignment':{'errorType':'e'}}"))));
    }

    @Test
    void itemStartedAndCompleted() throws Exception {
        String item = "'item':{'type':'agentMessage','id':'i','text':'hi','phase':null}";
        assertThat(routed("item/started", "{" + item + "," + IDS + ",'startedAtMs':1}")).isEqualTo(new RoutedEvent("t", "u",
                new ItemStarted(new AgentMessage("i", "hi"), Map.of("startedAtMs", json("1")))));
        assertThat(routed("item/completed", "{" + item + "," + IDS + ",'contentTokenCount':null}"))
                .isEqualTo(new RoutedEvent("t", "u", new ItemCompleted(new AgentMessage("i", "hi"))));
    }

    @Test
    void deltas() throws Exception {
        String rest = ",'itemId':'i','delta':'d'}";
        assertThat(event("item/agentMessage/delta", "{" + IDS + rest)).isEqualTo(new AgentMessageDelta("i", "d"));
        assertThat(event("item/commandExecution/outputDelta", "{" + IDS + rest)).isEqualTo(new CommandOutputDelta("i", "d"));
        assertThat(event("item/reasoning/summaryTextDelta", "{" + IDS + ",'summaryIndex':1" + rest))
                .isEqualTo(new ReasoningDelta("i", ReasoningDelta.Kind.SUMMARY, 1, "d"));
        assertThat(event("item/reasoning/textDelta", "{" + IDS + ",'contentIndex':2" + rest))
                .isEqualTo(new ReasoningDelta("i", ReasoningDelta.Kind.CONTENT, 2, "d"));
    }

    @Test
    void deltaOfAnOddForm() throws Exception {
        assertThat(event("item/agentMessage/delta", "{" + IDS + ",'itemId':'i','delta':7,'new':8}"))
                .isEqualTo(new AgentMessageDelta("i", "", Map.of("delta", json("7"), "new", json("8"))));
    }

    @Test
    void planUpdated() throws Exception {
        assertThat(event("turn/plan/updated", "{" + IDS + ",'explanation':'why','plan':[{'step':'a','status':'completed'},"
                + "{'step':'b','status':'inProgress'},{'step':'c','status':'pending'}]}"))
                .isEqualTo(new PlanUpdated(List.of(new Step("a", StepStatus.COMPLETED), new Step("b", StepStatus.IN_PROGRESS),
                        new Step("c", StepStatus.PENDING)), "why"));
        assertThat(event("turn/plan/updated", "{" + IDS + ",'explanation':null,'plan':[{'step':'a','status':'given_up'}]}"))
                .isEqualTo(new PlanUpdated(List.of(new Step("a", StepStatus.UNKNOWN)), null,
                        Map.of("plan", json("[{'step':'a','status':'given_up'}]"))));
    }

    @Test
    void diffUpdated() throws Exception {
        assertThat(event("turn/diff/updated", "{" + IDS + ",'diff':'+a'}")).isEqualTo(new DiffUpdated("+a"));
    }

    @Test
    void tokenUsageUpdated() throws Exception {
        assertThat(event("thread/tokenUsage/updated", "{" + IDS + ",'tokenUsage':{'total':{'totalTokens':10,'inputTokens':6,"
                + "'cachedInputTokens':7,'cacheWriteInputTokens':8,'outputTokens':4,'reasoningOutputTokens':9},'last':{"
                + "'totalTokens':5,'inputTokens':1,'cachedInputTokens':2,'cacheWriteInputTokens':3,'outputTokens':4,"
                + "'reasoningOutputTokens':5},'modelContextWindow':1000}}"))
                .isEqualTo(new TokenUsageUpdated(new TokenUsage(1, 2, 3, 4, 5), new TokenUsage(6, 7, 8, 4, 9), 1000L));
    }

    @Test
    void streamError() throws Exception {
        StreamError error = (StreamError) event("error", "{'error':{'message':'Reconnecting... 1/2','codexErrorInfo':"
                + "{'responseStreamDisconnected':{'httpStatusCode':null}},'additionalDetails':'closed','misalignment':null},"
                + "'willRetry':true," + IDS + "}");
        assertThat(error).isEqualTo(new StreamError(new TurnError("Reconnecting... 1/2",
                json("{'responseStreamDisconnected':{'httpStatusCode':null}}"), "closed"), true));
        assertThat(error.error().kind()).isEqualTo(TurnErrorKind.RESPONSE_STREAM_DISCONNECTED);
        assertThat(error.error().httpStatus()).isNull();
    }

    @Test
    void whatIsNotKnownArrivesWhole() throws Exception {
        assertThat(routed("hook/started", "{" + IDS + ",'run':{'id':'r','note':null}}"))
                .isEqualTo(new RoutedEvent("t", "u", new UnknownEvent("hook/started",
                        json("{'type':'hook/started'," + IDS + ",'run':{'id':'r','note':null}}"))));
        assertThat(event("item/started", "{" + IDS + ",'item':7}"))
                .isEqualTo(new UnknownEvent("item/started", json("{'type':'item/started'," + IDS + ",'item':7}")));
        assertThat(event("moon/rose", "{" + IDS + ",'type':'full'}")).isEqualTo(
                new UnknownEvent("moon/rose", json("{'type':'moon/rose','params':{" + IDS + ",'type':'full'}}")));
    }

    @Test
    void whatConcernsNoThreadIsNoEvent() throws Exception {
        assertThat(AppServerCodec.event("configWarning", json("{'summary':'s','details':null}"))).isNull();
        assertThat(AppServerCodec.event("account/updated", json("{}"))).isNull();
        assertThat(AppServerCodec.event("turn/started", json("[1]"))).isNull();
    }

    @Test
    void approvals() throws Exception {
        String params = "{" + IDS + ",'itemId':'i','command':'ls'}";
        assertThat(AppServerCodec.approvalRequested("item/commandExecution/requestApproval", "0", json(params)))
                .isEqualTo(new RoutedEvent("t", "u", new ApprovalRequested("0", "command_execution", "i", json(params))));
        String older = "{'conversationId':'t','callId':'c','command':['ls']}";
        assertThat(AppServerCodec.approvalRequested("execCommandApproval", "1", json(older)))
                .isEqualTo(new RoutedEvent("t", null, new ApprovalRequested("1", "command_execution", "c", json(older))));
        assertThat(AppServerCodec.approvalRequested("item/tool/call", "2", json(params))).isNull();
        ApprovalResolved resolved = new ApprovalResolved("0", "command_execution", "i", "accept");
        assertThat(Lines.read(ExecEventCodec.write(resolved))).isEqualTo(resolved);
    }

    private static TurnEvent event(String method, String params) throws Exception {
        return routed(method, params).event();
    }

    /** What is checked besides: the parameters stay as they are, and the event is equal when it has been written. */
    private static RoutedEvent routed(String method, String quoted) throws Exception {
        var params = json(quoted);
        RoutedEvent event = AppServerCodec.event(method, params);
        assertThat(params).isEqualTo(json(quoted));
        assertThat(Lines.read(ExecEventCodec.write(event.event()))).isEqualTo(event.event());
        return event;
    }
}
