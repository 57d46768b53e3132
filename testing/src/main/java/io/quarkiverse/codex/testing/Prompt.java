package io.quarkiverse.codex.testing;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which requests a script answers. An immutable value; the factories begin with what the user said, the methods narrow that by
 * the rest of what codex sends.
 *
 * <pre>
 * Prompt.containing("review").and("for the strict model", request -&gt; request.model().equals("strict"))
 * </pre>
 */
public final class Prompt {

    private final String description;
    private final Predicate<ModelRequest> condition;
    private final boolean amidTurn;

    private Prompt(String description, Predicate<ModelRequest> condition, boolean amidTurn) {
        this.description = Objects.requireNonNull(description, "description");
        this.condition = Objects.requireNonNull(condition, "condition");
        this.amidTurn = amidTurn;
    }

    private Prompt(String description, Predicate<ModelRequest> condition) {
        this(description, condition, false);
    }

    /**
     * The user said just this; white space around it does not count, because codex adds some.
     *
     * @param text what the user said
     * @return never {@code null}
     */
    public static Prompt exactly(String text) {
        String expected = text.strip();
        return new Prompt("\"" + expected + "\"", request -> request.prompt().strip().equals(expected));
    }

    /**
     * The user said something with this in it.
     *
     * @param part of what the user said
     * @return never {@code null}
     */
    public static Prompt containing(String part) {
        Objects.requireNonNull(part, "part");
        return new Prompt("containing \"" + part + "\"", request -> request.prompt().contains(part));
    }

    /**
     * What the user said contains a match of the regular expression.
     *
     * @param expression a regular expression
     * @return never {@code null}
     */
    public static Prompt matching(Pattern expression) {
        return new Prompt("matching /" + expression + "/", request -> expression.matcher(request.prompt()).find());
    }

    /**
     * Whatever the user said.
     *
     * @return never {@code null}
     */
    public static Prompt any() {
        return new Prompt("anything", request -> true);
    }

    /**
     * Any condition on the whole request.
     *
     * @param description for messages, reads on from "when": {@code "the schema asks for a city"}
     * @param condition called by the threads of the server, several at once
     * @return never {@code null}
     */
    public static Prompt where(String description, Predicate<ModelRequest> condition) {
        return new Prompt(description, condition);
    }

    /**
     * This, and a further condition on the whole request: its output schema, instructions, tools, images.
     *
     * @param description for messages
     * @param further called by the threads of the server, several at once
     * @return a new condition, never {@code null}
     */
    public Prompt and(String description, Predicate<ModelRequest> further) {
        return new Prompt(this.description + " and " + description, condition.and(further), amidTurn);
    }

    /**
     * This, in the middle of a turn: codex has reported so many tool outputs since the user spoke. Such a script interrupts the
     * one that is being played, for one response; with {@code times} it makes a request fail and its retry succeed.
     *
     * @param toolOutputs how many
     * @return a new condition, never {@code null}
     */
    public Prompt afterToolOutputs(int toolOutputs) {
        Prompt narrowed = and("after " + toolOutputs + " tool outputs",
                request -> request.toolOutputs().size() == toolOutputs);
        return new Prompt(narrowed.description, narrowed.condition, true);
    }

    /**
     * This, and the request names this model.
     *
     * @param model the model's name
     * @return a new condition, never {@code null}
     */
    public Prompt forModel(String model) {
        return and("model " + model, request -> request.model().equals(model));
    }

    /**
     * This, and the instructions contain this.
     *
     * @param part of the instructions
     * @return a new condition, never {@code null}
     */
    public Prompt withInstructionsContaining(String part) {
        return and("instructions containing \"" + part + "\"", request -> request.instructions().contains(part));
    }

    /**
     * This, and the request asks for output by a schema.
     *
     * @return a new condition, never {@code null}
     */
    public Prompt withSchema() {
        return and("with an output schema", request -> request.schema().isPresent());
    }

    /**
     * Whether a request is meant.
     *
     * @param request what codex sent
     * @return whether the script answers it
     */
    public boolean matches(ModelRequest request) {
        return condition.test(request);
    }

    boolean isAmidTurn() {
        return amidTurn;
    }

    /** The description, for messages. */
    @Override
    public String toString() {
        return description;
    }
}
