package io.quarkiverse.codex.runtime.hook;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.hook.AfterTool;
import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTool;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.PermissionRequest;
import io.quarkiverse.codex.hook.PostToolUse;
import io.quarkiverse.codex.hook.PreToolUse;
import io.quarkiverse.codex.hook.SessionLoaded;
import io.quarkiverse.codex.hook.SessionSaved;
import io.quarkiverse.codex.hook.SessionStart;
import io.quarkiverse.codex.hook.Stop;
import io.quarkiverse.codex.hook.ThreadOpened;
import io.quarkiverse.codex.hook.ToolFailure;
import io.quarkiverse.codex.hook.TurnFailure;
import io.quarkiverse.codex.hook.UserPromptSubmit;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;

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
    /** A turn has its session. */
    SESSION_LOADED(SessionLoaded.class),
    /** A turn is recorded in its session. */
    SESSION_SAVED(SessionSaved.class),
    /** A tool is to be called. */
    BEFORE_TOOL(BeforeTool.class),
    /** A tool has answered. */
    AFTER_TOOL(AfterTool.class),
    /** A tool has failed. */
    TOOL_FAILURE(ToolFailure.class),
    /** codex has begun with a thread. */
    SESSION_START(SessionStart.class, NativeHookPoint.SESSION_START),
    /** codex is about to ask the model. */
    USER_PROMPT_SUBMIT(UserPromptSubmit.class, NativeHookPoint.USER_PROMPT_SUBMIT),
    /** codex is about to use a tool. */
    PRE_TOOL_USE(PreToolUse.class, NativeHookPoint.PRE_TOOL_USE),
    /** codex is about to ask for what it may not do. */
    PERMISSION_REQUEST(PermissionRequest.class, NativeHookPoint.PERMISSION_REQUEST),
    /** codex has used a tool. */
    POST_TOOL_USE(PostToolUse.class, NativeHookPoint.POST_TOOL_USE),
    /** codex is about to end the turn. */
    STOP(Stop.class, NativeHookPoint.STOP),
    /** Something has happened in a turn. */
    EVENT(TurnEvent.class),
    /** Something has become of an item. */
    ITEM(ThreadItem.class);

    private static final Set<HookTrigger> OF_TOOLS = EnumSet.of(BEFORE_TOOL, AFTER_TOOL, TOOL_FAILURE, PRE_TOOL_USE,
            PERMISSION_REQUEST, POST_TOOL_USE);

    private final Class<?> type;
    private final NativeHookPoint nativePoint;

    HookTrigger(Class<?> type) {
        this(type, null);
    }

    HookTrigger(Class<?> type, NativeHookPoint nativePoint) {
        this.type = type;
        this.nativePoint = nativePoint;
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
     * Returns where codex itself waits for the hook, or empty for what we see happen.
     */
    public Optional<NativeHookPoint> nativePoint() {
        return Optional.ofNullable(nativePoint);
    }

    /**
     * Returns whether it is about a tool, of the application or of codex.
     */
    public boolean isOfTools() {
        return OF_TOOLS.contains(this);
    }
}
