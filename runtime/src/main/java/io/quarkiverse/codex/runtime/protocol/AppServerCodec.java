package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.AppServerNames.renamed;
import static io.quarkiverse.codex.runtime.protocol.AppServerNames.setRest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.DiffUpdated;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.PlanUpdated;
import io.quarkiverse.codex.event.ReasoningDelta;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * Makes events of what {@code codex app-server} tells and asks.
 * <p>
 * A notification is brought into the form that {@code codex exec} would give it, and made an event by the same tables. So
 * events are alike whichever way they came. Nothing gets lost but {@code null}s, the ids that say whom an event concerns, which
 * {@link RoutedEvent} has, and the list of items at the end of a turn, which repeats some of them.
 * <p>
 * All methods can be called from any thread. They leave the trees as they are, but the events share parts of them.
 */
public final class AppServerCodec {

    private static final String THREAD = "thread";
    private static final String THREAD_ID = "threadId";
    private static final String TURN = "turn";
    private static final String TURN_ID = "turnId";
    private static final String ID = "id";
    private static final String ITEM = "item";
    private static final String ITEM_ID = "itemId";
    private static final String ERROR = "error";
    private static final String STATUS = "status";

    private static final Set<String> OF_TURN = Set.of(ID, STATUS, ERROR, "items", "itemsView");
    private static final Map<String, String> ERROR_NAMES = Map.of("codexErrorInfo", "codex_error_info", "additionalDetails",
            "additional_details");
    private static final Map<String, String> USAGE_NAMES = Map.of("inputTokens", "input_tokens", "cachedInputTokens",
            "cached_input_tokens", "cacheWriteInputTokens", "cache_write_input_tokens", "outputTokens", "output_tokens",
            "reasoningOutputTokens", "reasoning_output_tokens");

    private static final Map<String, Function<ObjectNode, TurnEvent>> EVENTS = Map.ofEntries(
            Map.entry("thread/started", AppServerCodec::threadStarted),
            Map.entry("turn/started", AppServerCodec::turnStarted),
            Map.entry("turn/completed", AppServerCodec::turnCompleted),
            Map.entry("item/started", params -> item(ItemStarted.TYPE, params)),
            Map.entry("item/completed", params -> item(ItemCompleted.TYPE, params)),
            Map.entry("item/agentMessage/delta", params -> event(AgentMessageDelta.TYPE, rest(params))),
            Map.entry("item/reasoning/summaryTextDelta", params -> reasoning("summary", "summaryIndex", params)),
            Map.entry("item/reasoning/textDelta", params -> reasoning("content", "contentIndex", params)),
            Map.entry("item/commandExecution/outputDelta", params -> event(CommandOutputDelta.TYPE, rest(params))),
            Map.entry("turn/plan/updated", AppServerCodec::planUpdated),
            Map.entry("turn/diff/updated", params -> event(DiffUpdated.TYPE, rest(params))),
            Map.entry("thread/tokenUsage/updated", AppServerCodec::tokenUsageUpdated),
            Map.entry("error", AppServerCodec::streamError));

    private static final Map<String, String> APPROVALS = Map.of(
            "item/commandExecution/requestApproval", "command_execution",
            "item/fileChange/requestApproval", "file_change",
            "item/permissions/requestApproval", "permissions",
            "item/tool/requestUserInput", "user_input",
            "mcpServer/elicitation/request", "elicitation",
            "execCommandApproval", "command_execution",
            "applyPatchApproval", "file_change");

    private AppServerCodec() {
    }

    /**
     * Makes an event of a notification.
     *
     * @param method the notification's method, never {@code null}
     * @param params the notification's parameters, never {@code null}
     * @return the event; an {@link UnknownEvent} if it is none of those this version knows; {@code null} if it concerns no
     *         thread, but codex or the account as a whole
     */
    public static RoutedEvent event(String method, JsonNode params) {
        String threadId = text(params, THREAD_ID, THREAD);
        String turnId = text(params, TURN_ID, TURN);
        if (threadId == null && turnId == null) {
            return null;
        }
        Function<ObjectNode, TurnEvent> known = EVENTS.get(method);
        TurnEvent event = known == null ? null : known.apply((ObjectNode) params);
        String rootTurnId = params.path(TURN).path("rootTurnId").textValue();
        return new RoutedEvent(threadId, turnId, rootTurnId, event == null ? unknown(method, params) : event);
    }

    /**
     * Makes an item of one that stands outside of a notification, in the history of a thread for example.
     *
     * @param item the item, never {@code null}
     * @return the item, never {@code null}
     */
    public static ThreadItem item(ObjectNode item) {
        return ItemForm.fromAppServer(item);
    }

    /**
     * Makes an event of a request by which codex asks for permission or for an answer.
     *
     * @param method the request's method, never {@code null}
     * @param requestId the request's id as a text, never {@code null}
     * @param params the request's parameters, never {@code null}
     * @return the event, or {@code null} if this is another kind of request, the call of a tool for example
     */
    public static RoutedEvent approvalRequested(String method, String requestId, JsonNode params) {
        String kind = APPROVALS.get(method);
        if (kind == null) {
            return null;
        }
        // The older two of these requests have other names for the ids.
        String threadId = params.path(params.has("conversationId") ? "conversationId" : THREAD_ID).textValue();
        String itemId = params.path(params.has("callId") ? "callId" : ITEM_ID).textValue();
        return new RoutedEvent(threadId, params.path(TURN_ID).textValue(),
                new ApprovalRequested(requestId, kind, itemId, params));
    }

    private static String text(JsonNode params, String name, String object) {
        String text = params.path(name).textValue();
        return text == null ? params.path(object).path(ID).textValue() : text;
    }

    private static UnknownEvent unknown(String method, JsonNode params) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode().put(WireNames.TYPE.getValue(), method);
        if (params.has(WireNames.TYPE.getValue())) {
            raw.set("params", params);
        } else {
            params.properties().forEach(member -> raw.set(member.getKey(), member.getValue()));
        }
        return new UnknownEvent(method, raw);
    }

    private static TurnEvent event(String type, ObjectNode form) {
        return ExecEventCodec.shape(type).fromAppServer(form, null, new LinkedHashMap<>());
    }

    /** The parameters but for the ids of thread and turn, and further ones. */
    private static ObjectNode rest(ObjectNode params, String... without) {
        ObjectNode rest = renamed(params, Map.of(ITEM_ID, "item_id", "willRetry", "will_retry"), Set.of(THREAD_ID, TURN_ID));
        rest.remove(Set.of(without));
        return rest;
    }

    private static TurnEvent threadStarted(ObjectNode params) {
        ObjectNode form = rest(params, THREAD);
        form.set("thread_id", TextNode.valueOf(text(params, THREAD_ID, THREAD)));
        setRest(form, THREAD, params.path(THREAD), Set.of(ID, "turns"));
        return event(ThreadStarted.TYPE, form);
    }

    private static TurnEvent turnStarted(ObjectNode params) {
        ObjectNode form = rest(params, TURN);
        setRest(form, TURN, params.path(TURN), OF_TURN);
        return event(TurnStarted.TYPE, form);
    }

    private static TurnEvent turnCompleted(ObjectNode params) {
        JsonNode turn = params.path(TURN);
        ObjectNode form = rest(params, TURN);
        setRest(form, TURN, turn, OF_TURN);
        if (turn.hasNonNull(ERROR)) {
            form.set(ERROR, error(turn.get(ERROR)));
        }
        if (turn.path(STATUS).asText().equals("failed")) {
            return event(TurnFailed.TYPE, form);
        }
        if (turn.hasNonNull(STATUS)) {
            form.set(STATUS, turn.get(STATUS));
        }
        return event(TurnCompleted.TYPE, form);
    }

    private static JsonNode error(JsonNode error) {
        return error.isObject() ? renamed(error, ERROR_NAMES, Set.of()) : error;
    }

    private static TurnEvent item(String type, ObjectNode params) {
        if (!params.path(ITEM).isObject()) {
            return null;
        }
        ThreadItem item = ItemForm.fromAppServer((ObjectNode) params.get(ITEM));
        // Whatever stands beside the item is more than the event holds.
        Map<String, JsonNode> extra = event(TurnStarted.TYPE, rest(params, ITEM)).extra();
        return type.equals(ItemStarted.TYPE) ? new ItemStarted(item, extra) : new ItemCompleted(item, extra);
    }

    private static TurnEvent reasoning(String kind, String index, ObjectNode params) {
        ObjectNode form = rest(params, index);
        form.put("kind", kind);
        if (params.hasNonNull(index)) {
            form.set("index", params.get(index));
        }
        return event(ReasoningDelta.TYPE, form);
    }

    private static TurnEvent planUpdated(ObjectNode params) {
        ObjectNode form = rest(params);
        if (params.path("plan").isArray()) {
            form.putArray("plan");
            for (JsonNode step : params.get("plan")) {
                JsonNode copy = step;
                if (step.isObject()) {
                    ObjectNode renamed = renamed(step, Map.of(), Set.of());
                    AppServerNames.toSnake(renamed, STATUS);
                    copy = renamed;
                }
                form.withArray("plan").add(copy);
            }
        }
        return event(PlanUpdated.TYPE, form);
    }

    private static TurnEvent tokenUsageUpdated(ObjectNode params) {
        JsonNode usage = params.path("tokenUsage");
        ObjectNode form = rest(params, "tokenUsage");
        setUsage(form, "last_usage", usage.path("last"));
        setUsage(form, "thread_usage", usage.path("total"));
        if (usage.hasNonNull("modelContextWindow")) {
            form.set("model_context_window", usage.get("modelContextWindow"));
        }
        setRest(form, "tokenUsage", usage, Set.of("last", "total", "modelContextWindow"));
        return event(TokenUsageUpdated.TYPE, form);
    }

    private static void setUsage(ObjectNode form, String name, JsonNode usage) {
        if (!usage.isObject()) {
            setRest(form, name, usage, Set.of());
            return;
        }
        // The sum goes without saying, but for the times when codex says another one: with a full context window it does.
        boolean sum = usage.path("totalTokens").asLong() == usage.path("inputTokens").asLong()
                + usage.path("outputTokens").asLong();
        form.set(name, renamed(usage, USAGE_NAMES, sum ? Set.of("totalTokens") : Set.of()));
    }

    private static TurnEvent streamError(ObjectNode params) {
        ObjectNode form = rest(params, ERROR);
        JsonNode error = params.path(ERROR);
        Set<String> known = Set.of("message", "codexErrorInfo", "additionalDetails");
        setRest(form, ERROR, error, known);
        renamed(error, ERROR_NAMES, Set.of()).properties().forEach(member -> {
            if (known.contains(member.getKey()) || ERROR_NAMES.containsValue(member.getKey())) {
                form.set(member.getKey(), member.getValue());
            }
        });
        return event(StreamError.TYPE, form);
    }
}
