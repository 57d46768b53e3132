package io.quarkiverse.codex.event;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened in a turn, in the order in which codex reported it.
 * <p>
 * Events are immutable values. A turn that codex ends has exactly one terminal event, {@link TurnCompleted} or
 * {@link TurnFailed}; a {@link StreamError} is not terminal. Where codex does not come to that, because it took too long or
 * died, the stream fails without one. A {@link TurnRetrying} stands for the end of an attempt after which there is another.
 * Further versions may add kinds of events: a switch over them wants a default. An event of
 * a type this version does not know arrives as
 * {@link UnknownEvent} with its whole JSON.
 */
public sealed interface TurnEvent
        permits ThreadStarted, ThreadContinued, TurnStarted, TurnCompleted, TurnFailed, TurnRetrying, ItemStarted, ItemUpdated,
        ItemCompleted, StreamError, AgentMessageDelta, ReasoningDelta, CommandOutputDelta, PlanUpdated, DiffUpdated,
        TokenUsageUpdated, ApprovalRequested, ApprovalResolved, ToolProgress, UnknownEvent {

    /**
     * Returns the type as it stands in {@code codex exec --json}, for example {@code item.completed}, or would stand there.
     * That
     * of an {@link UnknownEvent} is as codex sent it: the app-server's have slashes, {@code hook/started} for example.
     *
     * @return the type, never {@code null}
     */
    String type();

    /**
     * Returns what the other components cannot hold, by the wire's name: fields this version does not know, fields that
     * codex sent as an explicit {@code null}, and the original of a value that was not of the expected form. When the event
     * is written as JSON again, a value in here goes before the component of its name.
     * <p>
     * A field that codex always sends and did not send stands here as a
     * {@link com.fasterxml.jackson.databind.node.MissingNode}, which tells it from one that is empty; it is not written.
     * <p>
     * The app-server sends more than the components hold, which stands here by its name there; it also sends {@code null} for
     * every value it does not have, and these are left out.
     *
     * @return an unmodifiable map, never {@code null}
     */
    Map<String, JsonNode> extra();
}
