package io.quarkiverse.codex.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.WithTestResource;

/**
 * Gives the application under test a real codex that talks to a {@link ScriptedModel}, without a key or a network.
 *
 * <pre>
 * &#64;QuarkusTest
 * &#64;WithScriptedModel
 * class GreeterTest {
 *
 *     ScriptedModel model;
 *
 *     &#64;Inject
 *     Greeter greeter;
 *
 *     &#64;Test
 *     void greets() {
 *         model.when(Prompt.containing("Ada")).reply("Hello Ada!");
 *         assertThat(greeter.greet("Ada")).isEqualTo("Hello Ada!");
 *     }
 * }
 * </pre>
 *
 * Codex is found or installed as {@link CodexBinary#findOrInstall()} says, and keeps its state in a directory that is deleted
 * in the end. Fields of the types {@link ScriptedModel} and {@link CodexBinary} are set. Test classes with the same annotation
 * share the application, the model and codex's state.
 */
@WithTestResource(ScriptedModelResource.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface WithScriptedModel {

    // Strings, not arrays: Quarkus compares the attributes of test classes with equals() to see whether they can share an
    // application, and an array equals only itself.

    /**
     * The named clients that use the model besides the default one.
     *
     * @return their names, separated by commas
     */
    String clients() default "";

    /**
     * Whether the model forgets its scripts and requests for each test instance, which is for each test method unless the
     * class says otherwise.
     *
     * @return {@code false} to keep them until the test says {@link ScriptedModel#reset()}
     */
    boolean resetForEachTest() default true;
}
