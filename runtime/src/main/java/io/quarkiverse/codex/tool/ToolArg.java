package io.quarkiverse.codex.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more of a tool's argument than the parameter it is on.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ToolArg {

    /**
     * The argument's name.
     *
     * @return the name, or an empty string for the parameter's name
     */
    String name() default "";

    /**
     * What the argument means.
     *
     * @return the description for the model, or an empty string for none
     */
    String description() default "";

    /**
     * Whether the model has to give the argument. One with a default, and one of an {@code Optional} type, need never be
     * given.
     *
     * @return {@code false} for an argument that is {@code null} when it is not given
     */
    boolean required() default true;

    /**
     * What the argument is when the model does not give it, as JSON; for a {@code String}, an enum or a date the text itself.
     *
     * @return the default, or an empty string for none
     */
    String defaultValue() default "";
}
