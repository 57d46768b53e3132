package io.quarkiverse.codex.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a CDI bean a tool that the agent may call. A class without a scope becomes a {@code @Singleton}.
 * <p>
 * The parameters are the tool's arguments, described to the model by a JSON Schema that the build derives from their types,
 * and by {@link ToolArg}. A parameter of type {@link ToolContext} is none of them: it tells who calls. The method may return
 * {@code void}, a {@code String}, a {@link ToolResult}, anything that Jackson can write, or a {@code Uni} or
 * {@code CompletionStage} of these.
 * <p>
 * A method runs on a worker thread unless it returns a {@code Uni} or {@code CompletionStage}, which runs on an event loop
 * and must not block; {@code @Blocking}, {@code @NonBlocking}, {@code @RunOnVirtualThread} and {@code @Transactional} say
 * otherwise. A {@link ToolException} tells the model in its own words what is wrong; of any other exception the model hears
 * only that the tool has failed.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CodexTool {

    /**
     * The name by which the model calls the tool: letters, digits, {@code _} and {@code -}, 64 at most.
     *
     * @return the name, or an empty string for the method's name
     */
    String name() default "";

    /**
     * What the tool does and when to use it. All that the model knows of the tool is this and its arguments.
     *
     * @return the description
     */
    String description() default "";

    /**
     * The group that the tool belongs to. Tools of different namespaces may bear the same name.
     *
     * @return the namespace, or an empty string for none
     */
    String namespace() default "";

    /**
     * Whether the tool changes nothing. What only read before a turn failed does not stand in the way of a retry.
     *
     * @return {@code true} for a tool that only reads
     */
    boolean readOnly() default false;

    /**
     * Whether the tool may destroy something, rather than only add to it.
     *
     * @return {@code true} for a tool that may overwrite or delete
     */
    boolean destructive() default false;

    /**
     * Whether calling the tool again with the same arguments changes nothing more.
     *
     * @return {@code true} for a tool that may safely be called twice
     */
    boolean idempotent() default false;
}
