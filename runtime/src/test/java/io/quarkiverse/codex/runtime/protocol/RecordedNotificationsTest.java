package io.quarkiverse.codex.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcCodec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Request;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcReader;

class RecordedNotificationsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new CodexJacksonModule());

    static final Object recordings = AppServerLines.RECORDINGS;

    @ParameterizedTest
    @FieldSource("recordings")
    void everyLineIsAMessage(String recording) throws Exception {
        RpcReader reader = new RpcReader(new ByteArrayInputStream(AppServerLines.recording(recording)));
        int messages = 0;
        while (reader.next() != null) {
            messages++;
        }
        assertThat(messages).isGreaterThan(10);
        assertThat(reader.strayLines()).isZero();
    }

    @Test
    void nothingOfAMessageIsLostButWhenItWasSent() throws Exception {
        for (byte[] line : AppServerLines.recorded()) {
            ObjectNode expected = (ObjectNode) Lines.json(line);
            expected.remove("emittedAtMs");
            assertThat(Lines.json(RpcCodec.write(RpcCodec.read(line, 0, line.length)))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @FieldSource("recordings")
    void aTurnIsReadToItsEnd(String recording) throws Exception {
        assertThat(AppServerLines.events(recording)).extracting(RoutedEvent::event)
                .anyMatch(event -> event instanceof TurnCompleted || event instanceof TurnFailed);
    }

    @ParameterizedTest
    @FieldSource("recordings")
    void everyEventGoesThereAndBackInTheFormOfExec(String recording) throws Exception {
        for (TurnEvent event : eventsAndRequests(recording)) {
            byte[] written = ExecEventCodec.write(event);
            assertThat(Lines.read(written)).isEqualTo(event);
            assertThat(MAPPER.readTree(MAPPER.writeValueAsBytes(event))).isEqualTo(MAPPER.readTree(written));
            assertThat(MAPPER.readValue(written, TurnEvent.class)).isEqualTo(event);
            assertThat(MAPPER.readValue(written, event.getClass())).isEqualTo(event);
            if (event instanceof ItemCompleted completed) {
                ThreadItem item = completed.item();
                assertThat(MAPPER.readValue(MAPPER.writeValueAsBytes(item), item.getClass())).isEqualTo(item);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("recordings")
    void nothingThatCodexSendsIsIrregular(String recording) throws Exception {
        for (TurnEvent event : eventsAndRequests(recording)) {
            // A full context window is said in a sum that is none.
            if (!(event instanceof UnknownEvent) && !Set.of("context-window", "compaction").contains(recording)) {
                byte[] written = ExecEventCodec.write(event);
                ExecEventCodec.shape(event.type()).names()
                        .forEach(name -> assertThat(event.extra()).as("%s", event).doesNotContainKey(name));
                assertThat(event.extra().values()).noneMatch(JsonNode::isNull).noneMatch(JsonNode::isMissingNode);
                assertThat(Lines.json(written).path("item").path("type").asText()).doesNotContainPattern("[A-Z]");
            }
        }
    }

    @Test
    void whatIsKnownIsRecognised() throws Exception {
        Set<String> events = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        Set<String> items = new TreeSet<>();
        for (String recording : AppServerLines.RECORDINGS) {
            for (TurnEvent event : eventsAndRequests(recording)) {
                (event instanceof UnknownEvent ? unknown : events).add(event.type());
                if (event instanceof ItemStarted started) {
                    assertThat(started.item()).isNotInstanceOf(UnknownItem.class);
                    items.add(started.item().type());
                }
            }
        }
        assertThat(events).containsExactly("approval.requested", "diff.updated", "error", "item.agent_message.delta",
                "item.command_execution.output_delta", "item.completed", "item.reasoning.delta", "item.started",
                "plan.updated", "thread.started", "token_usage.updated", "turn.completed", "turn.failed", "turn.started");
        assertThat(items).containsExactly("agent_message", "collab_tool_call", "command_execution", "context_compaction",
                "dynamic_tool_call", "entered_review_mode", "exited_review_mode", "file_change", "function_call_output",
                "hook_prompt", "image_view", "mcp_tool_call", "plan", "reasoning", "sub_agent_activity", "user_message",
                "web_search");
        assertThat(unknown).containsExactly("hook/completed", "hook/started", "item/plan/delta",
                "item/reasoning/summaryPartAdded", "mcpServer/startupStatus/updated", "serverRequest/resolved",
                "thread/readState/changed", "thread/settings/updated", "thread/status/changed", "warning");
    }

    private static List<TurnEvent> eventsAndRequests(String recording) throws IOException {
        List<TurnEvent> events = new ArrayList<>();
        for (RpcMessage message : AppServerLines.messages(recording)) {
            RoutedEvent event = null;
            if (message instanceof Notification notification) {
                event = AppServerCodec.event(notification.method(), notification.params());
            } else if (message instanceof Request request) {
                event = AppServerCodec.approvalRequested(request.method(), request.id().value(), request.params());
                assertThat(event == null || event.event() instanceof ApprovalRequested).isTrue();
            }
            if (event != null) {
                events.add(event.event());
            }
        }
        return events;
    }
}
