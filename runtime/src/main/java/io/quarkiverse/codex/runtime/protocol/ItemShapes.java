package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Field.nullable;
import static io.quarkiverse.codex.runtime.protocol.Field.optional;
import static io.quarkiverse.codex.runtime.protocol.Field.required;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.COUNT;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.INTEGER;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TEXT;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TREE;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TRUTH;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.listOf;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.names;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.part;

import java.util.List;

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
import io.quarkiverse.codex.item.TodoList;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.item.WebSearch;

/**
 * The items that this version knows, with their fields in the order in which codex writes them.
 */
final class ItemShapes {

    /** A status that is not known has no name: its original stands in {@code extra}. */
    private static final ValueForm<ItemStatus> STATUS = names(ItemStatus.values(), ItemStatus.UNKNOWN);

    private static final ValueForm<FileChange.Change> CHANGE = part(Shape.part(FileChange.Change.class,
            values -> new FileChange.Change(values.get(0), values.get(1), values.get(2), values.get(3)),
            required("path", TEXT, FileChange.Change::path),
            optional("kind", names(FileChange.Kind.values(), FileChange.Kind.UNKNOWN), FileChange.Kind.UNKNOWN,
                    FileChange.Change::kind),
            optional("diff", TEXT, FileChange.Change::diff),
            optional("move_path", TEXT, FileChange.Change::movePath)));

    private static final ValueForm<McpToolCall.Result> RESULT = part(Shape.part(McpToolCall.Result.class,
            values -> new McpToolCall.Result(values.get(0), values.get(2), values.get(1)),
            required("content", listOf(TREE), McpToolCall.Result::content),
            optional("_meta", TREE, McpToolCall.Result::meta),
            nullable("structured_content", TREE, McpToolCall.Result::structuredContent)));

    private static final ValueForm<McpToolCall.CallError> CALL_ERROR = part(Shape.part(McpToolCall.CallError.class,
            values -> new McpToolCall.CallError(values.get(0)),
            required("message", TEXT, McpToolCall.CallError::message)));

    private static final ValueForm<TodoList.Todo> TODO = part(Shape.part(TodoList.Todo.class,
            values -> new TodoList.Todo(values.get(0), values.truth(1)),
            required("text", TEXT, TodoList.Todo::text),
            required("completed", TRUTH, TodoList.Todo::completed)));

    private static final ValueForm<HookPrompt.Fragment> FRAGMENT = part(Shape.part(HookPrompt.Fragment.class,
            values -> new HookPrompt.Fragment(values.get(0), values.get(1)),
            required("text", TEXT, HookPrompt.Fragment::text),
            required("hook_run_id", TEXT, HookPrompt.Fragment::hookRunId)));

    static final List<Shape<? extends ThreadItem>> ALL = List.of(
            Shape.of(AgentMessage.TYPE, AgentMessage.class,
                    values -> new AgentMessage(values.id(), values.get(0), values.get(1), values.extra()),
                    required("text", TEXT, AgentMessage::text),
                    optional("phase", TEXT, AgentMessage::phase)),
            Shape.of(Reasoning.TYPE, Reasoning.class,
                    values -> new Reasoning(values.id(), values.get(0), values.get(1), values.get(2), values.extra()),
                    required("text", TEXT, Reasoning::text),
                    optional("summary", listOf(TEXT), List.of(), Reasoning::summary),
                    optional("content", listOf(TEXT), List.of(), Reasoning::content)),
            Shape.of(CommandExecution.TYPE, CommandExecution.class,
                    values -> new CommandExecution(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.get(4), values.get(5), values.extra()),
                    required("command", TEXT, CommandExecution::command),
                    required("aggregated_output", TEXT, CommandExecution::aggregatedOutput),
                    optional("exit_code", INTEGER, CommandExecution::exitCode),
                    optional("status", STATUS, ItemStatus.UNKNOWN, CommandExecution::status),
                    optional("cwd", TEXT, CommandExecution::cwd),
                    optional("duration_ms", COUNT, CommandExecution::durationMs)),
            Shape.of(FileChange.TYPE, FileChange.class,
                    values -> new FileChange(values.id(), values.get(0), values.get(1), values.extra()),
                    required("changes", listOf(CHANGE), FileChange::changes),
                    optional("status", STATUS, ItemStatus.UNKNOWN, FileChange::status)),
            Shape.of(McpToolCall.TYPE, McpToolCall.class,
                    values -> new McpToolCall(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.get(4), values.get(5), values.get(6), values.extra()),
                    required("server", TEXT, McpToolCall::server),
                    required("tool", TEXT, McpToolCall::tool),
                    optional("arguments", TREE, McpToolCall::arguments),
                    optional("result", RESULT, McpToolCall::result),
                    optional("error", CALL_ERROR, McpToolCall::error),
                    optional("status", STATUS, ItemStatus.UNKNOWN, McpToolCall::status),
                    optional("duration_ms", COUNT, McpToolCall::durationMs)),
            Shape.of(CollabToolCall.TYPE, CollabToolCall.class,
                    values -> new CollabToolCall(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.get(4), values.get(5), values.extra()),
                    required("tool", TEXT, CollabToolCall::tool),
                    required("sender_thread_id", TEXT, CollabToolCall::senderThreadId),
                    required("receiver_thread_ids", listOf(TEXT), CollabToolCall::receiverThreadIds),
                    optional("prompt", TEXT, CollabToolCall::prompt),
                    optional("agents_states", TREE, CollabToolCall::agentsStates),
                    optional("status", STATUS, ItemStatus.UNKNOWN, CollabToolCall::status)),
            Shape.of(WebSearch.TYPE, WebSearch.class,
                    values -> new WebSearch(values.id(), values.get(0), values.get(1), values.extra()),
                    required("query", TEXT, WebSearch::query),
                    optional("action", TREE, WebSearch::action)),
            Shape.of(TodoList.TYPE, TodoList.class,
                    values -> new TodoList(values.id(), values.get(0), values.extra()),
                    required("items", listOf(TODO), TodoList::items)),
            Shape.of(ErrorItem.TYPE, ErrorItem.class,
                    values -> new ErrorItem(values.id(), values.get(0), values.extra()),
                    required("message", TEXT, ErrorItem::message)),
            // From here on codex exec has no such items: the names are the app-server's, in the manner of exec.
            Shape.of(UserMessage.TYPE, UserMessage.class,
                    values -> new UserMessage(values.id(), values.get(0), values.get(1), values.extra()),
                    required("content", listOf(TREE), UserMessage::content),
                    optional("client_id", TEXT, UserMessage::clientId)),
            Shape.of(DynamicToolCall.TYPE, DynamicToolCall.class,
                    values -> new DynamicToolCall(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.get(4), values.get(5), values.get(6), values.extra()),
                    optional("namespace", TEXT, DynamicToolCall::namespace),
                    required("tool", TEXT, DynamicToolCall::tool),
                    optional("arguments", TREE, DynamicToolCall::arguments),
                    optional("content_items", listOf(TREE), List.of(), DynamicToolCall::contentItems),
                    optional("success", TRUTH, DynamicToolCall::success),
                    optional("duration_ms", COUNT, DynamicToolCall::durationMs),
                    optional("status", STATUS, ItemStatus.UNKNOWN, DynamicToolCall::status)),
            Shape.of(SubAgentActivity.TYPE, SubAgentActivity.class,
                    values -> new SubAgentActivity(values.id(), values.get(0), values.get(1), values.get(2), values.extra()),
                    optional("kind", names(SubAgentActivity.Kind.values(), SubAgentActivity.Kind.UNKNOWN),
                            SubAgentActivity.Kind.UNKNOWN, SubAgentActivity::kind),
                    required("agent_thread_id", TEXT, SubAgentActivity::agentThreadId),
                    required("agent_path", TEXT, SubAgentActivity::agentPath)),
            Shape.of(Plan.TYPE, Plan.class,
                    values -> new Plan(values.id(), values.get(0), values.extra()),
                    required("text", TEXT, Plan::text)),
            Shape.of(ImageView.TYPE, ImageView.class,
                    values -> new ImageView(values.id(), values.get(0), values.extra()),
                    required("path", TEXT, ImageView::path)),
            Shape.of(ImageGeneration.TYPE, ImageGeneration.class,
                    values -> new ImageGeneration(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.get(4), values.extra()),
                    required("status", TEXT, ImageGeneration::status),
                    optional("revised_prompt", TEXT, ImageGeneration::revisedPrompt),
                    optional("result", TEXT, ImageGeneration::result),
                    optional("file_id", TEXT, ImageGeneration::fileId),
                    optional("saved_path", TEXT, ImageGeneration::savedPath)),
            Shape.of(HookPrompt.TYPE, HookPrompt.class,
                    values -> new HookPrompt(values.id(), values.get(0), values.extra()),
                    required("fragments", listOf(FRAGMENT), HookPrompt::fragments)),
            Shape.of(FunctionCallOutput.TYPE, FunctionCallOutput.class,
                    values -> new FunctionCallOutput(values.id(), values.get(0), values.get(1), values.get(2),
                            values.extra()),
                    optional("namespace", TEXT, FunctionCallOutput::namespace),
                    required("name", TEXT, FunctionCallOutput::name),
                    optional("output", TREE, FunctionCallOutput::output)),
            Shape.of(Sleep.TYPE, Sleep.class,
                    values -> new Sleep(values.id(), values.count(0), values.extra()),
                    required("duration_ms", COUNT, Sleep::durationMs)),
            Shape.of(EnteredReviewMode.TYPE, EnteredReviewMode.class,
                    values -> new EnteredReviewMode(values.id(), values.get(0), values.extra()),
                    required("review", TEXT, EnteredReviewMode::review)),
            Shape.of(ExitedReviewMode.TYPE, ExitedReviewMode.class,
                    values -> new ExitedReviewMode(values.id(), values.get(0), values.extra()),
                    required("review", TEXT, ExitedReviewMode::review)),
            Shape.of(ContextCompaction.TYPE, ContextCompaction.class,
                    values -> new ContextCompaction(values.id(), values.extra())));

    private ItemShapes() {
    }
}
