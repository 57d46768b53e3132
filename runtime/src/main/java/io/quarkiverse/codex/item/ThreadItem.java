package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that codex did or said during a turn: a message, a command, a change of files, a tool call and so on.
 * <p>
 * Items are immutable values. The components bear the wire's names in camelCase. An item of a type this version does not
 * know arrives as {@link UnknownItem} with its whole JSON, so that a newer codex loses nothing on its way through an older
 * library. Further versions may add types: a switch over them wants a default.
 */
public sealed interface ThreadItem permits AgentMessage, Reasoning, CommandExecution, FileChange, McpToolCall,
        DynamicToolCall, CollabToolCall, SubAgentActivity, WebSearch, TodoList, Plan, UserMessage, ImageView, ImageGeneration,
        HookPrompt, FunctionCallOutput, Sleep, EnteredReviewMode, ExitedReviewMode, ContextCompaction, ErrorItem,
        UnknownItem {

    /**
     * Returns the item's id, which ties its started, updated and completed events together.
     * <p>
     * With the exec transport ids are {@code item_0}, {@code item_1}, … and start again in every turn: they identify an
     * item within its turn only. With the app-server transport they are unique.
     *
     * @return the id, never {@code null}, empty when codex sent none
     */
    String id();

    /**
     * Returns the type as {@code codex exec --json} writes it, for example {@code command_execution}, or would write it: the
     * app-server's {@code commandExecution} is the same type. That of an {@link UnknownItem} is as codex sent it.
     *
     * @return the type, never {@code null}
     */
    String type();

    /**
     * Returns what the other components cannot hold, by the wire's name: fields this version does not know, fields that
     * codex sent as an explicit {@code null}, and the original of a value that was not of the expected form, an unknown
     * status for example. When the item is written as JSON again, a value in here goes before the component of its name,
     * with one exception: an {@code id} in here is a second one, beside {@link #id()}.
     * <p>
     * A field that codex always sends and did not send stands here as a
     * {@link com.fasterxml.jackson.databind.node.MissingNode}, which tells it from one that is empty; it is not written.
     * <p>
     * The app-server sends more than the components hold, such as {@code startedAtMs}, which stands here by its name there;
     * it also sends {@code null} for every value it does not have, and these are left out.
     *
     * @return an unmodifiable map, never {@code null}
     */
    Map<String, JsonNode> extra();
}
