package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Field.nullable;
import static io.quarkiverse.codex.runtime.protocol.Field.optional;
import static io.quarkiverse.codex.runtime.protocol.Field.required;
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
import io.quarkiverse.codex.item.ErrorItem;
import io.quarkiverse.codex.item.FileChange;
import io.quarkiverse.codex.item.ItemStatus;
import io.quarkiverse.codex.item.McpToolCall;
import io.quarkiverse.codex.item.Reasoning;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.TodoList;
import io.quarkiverse.codex.item.WebSearch;

/**
 * The items that this version knows, with their fields in the order in which codex writes them.
 */
final class ItemShapes {

    /** A status that is not known has no name: its original stands in {@code extra}. */
    private static final ValueForm<ItemStatus> STATUS = names(ItemStatus.values(), ItemStatus.UNKNOWN);

    private static final ValueForm<FileChange.Change> CHANGE = part(Shape.part(FileChange.Change.class,
            values -> new FileChange.Change(values.get(0), values.get(1)),
            required("path", TEXT, FileChange.Change::path),
            optional("kind", names(FileChange.Kind.values(), FileChange.Kind.UNKNOWN), FileChange.Kind.UNKNOWN,
                    FileChange.Change::kind)));

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

    static final List<Shape<? extends ThreadItem>> ALL = List.of(
            Shape.of(AgentMessage.TYPE, AgentMessage.class,
                    values -> new AgentMessage(values.id(), values.get(0), values.extra()),
                    required("text", TEXT, AgentMessage::text)),
            Shape.of(Reasoning.TYPE, Reasoning.class,
                    values -> new Reasoning(values.id(), values.get(0), values.extra()),
                    required("text", TEXT, Reasoning::text)),
            Shape.of(CommandExecution.TYPE, CommandExecution.class,
                    values -> new CommandExecution(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.extra()),
                    required("command", TEXT, CommandExecution::command),
                    required("aggregated_output", TEXT, CommandExecution::aggregatedOutput),
                    optional("exit_code", INTEGER, CommandExecution::exitCode),
                    optional("status", STATUS, ItemStatus.UNKNOWN, CommandExecution::status)),
            Shape.of(FileChange.TYPE, FileChange.class,
                    values -> new FileChange(values.id(), values.get(0), values.get(1), values.extra()),
                    required("changes", listOf(CHANGE), FileChange::changes),
                    optional("status", STATUS, ItemStatus.UNKNOWN, FileChange::status)),
            Shape.of(McpToolCall.TYPE, McpToolCall.class,
                    values -> new McpToolCall(values.id(), values.get(0), values.get(1), values.get(2), values.get(3),
                            values.get(4), values.get(5), values.extra()),
                    required("server", TEXT, McpToolCall::server),
                    required("tool", TEXT, McpToolCall::tool),
                    optional("arguments", TREE, McpToolCall::arguments),
                    optional("result", RESULT, McpToolCall::result),
                    optional("error", CALL_ERROR, McpToolCall::error),
                    optional("status", STATUS, ItemStatus.UNKNOWN, McpToolCall::status)),
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
                    required("message", TEXT, ErrorItem::message)));

    private ItemShapes() {
    }
}
