package io.quarkiverse.codex.runtime.hook;

import java.util.Arrays;
import java.util.Optional;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.hook.AfterTool;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.ThreadOpened;
import io.quarkiverse.codex.hook.ToolFailure;
import io.quarkiverse.codex.hook.TurnFailure;
import io.quarkiverse.codex.item.ThreadItem;

/**
 * What makes a hook run.
 */
public enum HookTrigger {

    /** A turn is to begin. */
    BEFORE_TURN(BeforeTurn.class),
    /** A turn has ended. */
    AFTER_TURN(AfterTurn.class),
    /** A turn has failed. */
    TURN_FAILURE(TurnFailure.class),
    /** A thread has been opened. */
    THREAD_OPENED(ThreadOpened.class),
    /** A tool is to be called. */
    BEFORE_TOOL(BeforeTool.class),
    /** A tool has answered. */
    AFTER_TOOL(AfterTool.class),
    /** A tool has failed. */
    TOOL_FAILURE(ToolFailure.class),
    /** Something has happened in a turn. */
    EVENT(TurnEvent.class),
    /** Something has become of an item. */
    ITEM(ThreadItem.class);

    private final Class<?> type;

    HookTrigger(Class<?> type) {
        this.type = type;
    }

    /**
     * Returns what a hook with a parameter of a type waits for.
     *
     * @param parameter the type
     * @return the trigger, or empty when it is no type of a hook; never {@code null}
     */
    public static Optional<HookTrigger> of(Class<?> parameter) {
        return Arrays.stream(values()).filter(trigger -> trigger.type == parameter || trigger.type.isSealed()
                && trigger.type.isAssignableFrom(parameter)).findFirst();
    }

    /**
     * Returns the type of the hook's parameter, or what it is a kind of.
     */
    public Class<?> type() {
        return type;
    }

    /**
     * Returns whether it is about a tool of the application.
     */
    public boolean isOfTools() {
        return this == BEFORE_TOOL || this == AFTER_TOOL || this == TOOL_FAILURE;
    }
}
