package io.quarkiverse.codex.hook;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a CDI bean a hook. A class without a scope becomes a {@code @Singleton}.
 * <p>
 * The type of the one parameter says when the method runs:
 * <ul>
 * <li>{@link BeforeTurn}, {@link AfterTurn}, {@link TurnFailure}, {@link ThreadOpened};
 * <li>{@link SessionLoaded}, {@link SessionSaved}, around the turns of sessions;
 * <li>{@link BeforeTool}, {@link AfterTool}, {@link ToolFailure}, around the application's own tools;
 * <li>{@link SessionStart}, {@link UserPromptSubmit}, {@link PreToolUse}, {@link PermissionRequest}, {@link PostToolUse},
 * {@link Stop}: where codex itself waits for the hook, before and after its own tools too;
 * <li>{@link io.quarkiverse.codex.event.TurnEvent} or one of its records: with each such event of a turn;
 * <li>{@link io.quarkiverse.codex.item.ThreadItem} or one of its records: with each such item, when it is completed or as
 * {@link #item()} says.
 * </ul>
 * A second parameter, before or after it, may be a {@link HookContext}. The method returns {@code void}, {@code Uni<Void>} or
 * {@code CompletionStage<Void>}; the turn waits for it.
 * <p>
 * Each hook sees each event of a turn once and in order, and whoever listens to the turn sees an event after its hooks. Several
 * hooks of one event run one after the other, by ascending {@link jakarta.annotation.Priority} of the method, else of its
 * class, else {@value #DEFAULT_PRIORITY}; hooks of the same priority run in the order of their class and method names. A slow
 * hook makes its own turn slow and no other. A turn that is cancelled no longer waits for its hook.
 * <p>
 * A method runs on a worker thread unless it returns a {@code Uni} or {@code CompletionStage}, which runs on an event loop
 * and must not block; {@code @Blocking}, {@code @NonBlocking}, {@code @RunOnVirtualThread} and {@code @Transactional} on
 * the method, or else on its class, say otherwise. What becomes of a turn whose hook fails, {@link OnError} says.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CodexHook {

    /** The priority of a hook that has none. */
    int DEFAULT_PRIORITY = 2500;

    /**
     * Restricts the hook to the turns of some clients.
     *
     * @return the names of the clients, {@link io.quarkiverse.codex.CodexClient#DEFAULT_NAME} for the default one; none for all
     */
    String[] client() default {};

    /**
     * Restricts a hook of tools to some of them.
     *
     * @return patterns of the tools' names, {@code tickets.close} for a tool with a namespace; {@code *} stands for any
     *         characters and {@code ?} for one; none for all tools
     */
    String[] tools() default {};

    /**
     * When a hook of items runs.
     *
     * @return the moment in the life of the item
     */
    ItemPhase item() default ItemPhase.COMPLETED;

    /**
     * What becomes of the turn when the hook fails.
     *
     * @return what to do
     */
    OnError onError() default OnError.DEFAULT;
}
