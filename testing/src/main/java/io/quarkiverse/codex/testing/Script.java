package io.quarkiverse.codex.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the model does when it gets a certain prompt. An immutable value: keep it in a constant, play it on any number of
 * models.
 *
 * <pre>
 * static final Script LIST = Script.when("list the files").shell("ls").reply("There are two.").usage(100, 20);
 * model.play(LIST);
 * </pre>
 *
 * A script that ends with a tool call ends the turn in silence when codex comes back with the output.
 */
public final class Script implements Scripting<Script> {

    private final Prompt prompt;
    private final List<Step> steps;
    private final int turns;
    private final List<ScriptedResponse> responses;

    private Script(Prompt prompt, List<Step> steps, int turns) {
        this.prompt = Objects.requireNonNull(prompt, "prompt");
        this.steps = List.copyOf(steps);
        this.turns = turns;
        this.responses = ScriptedResponse.of(this.steps);
    }

    /**
     * An empty script for one prompt.
     *
     * @param prompt what the user says, but for white space around it
     * @return never {@code null}
     */
    public static Script when(String prompt) {
        return when(Prompt.exactly(prompt));
    }

    /**
     * An empty script.
     *
     * @param prompt which requests it answers
     * @return never {@code null}
     */
    public static Script when(Prompt prompt) {
        return new Script(prompt, List.of(), Integer.MAX_VALUE);
    }

    @Override
    public Script then(List<Step> further) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(further);
        return new Script(prompt, all, turns);
    }

    @Override
    public Script times(int turns) {
        if (turns < 1) {
            throw new IllegalArgumentException("A script is played at least once, not " + turns + " times");
        }
        return new Script(prompt, steps, turns);
    }

    /**
     * Which requests this script answers.
     *
     * @return never {@code null}
     */
    public Prompt prompt() {
        return prompt;
    }

    /**
     * The steps in order.
     *
     * @return an immutable list, never {@code null}
     */
    public List<Step> steps() {
        return steps;
    }

    /** How many turns it may begin. */
    int turns() {
        return turns;
    }

    /** The response at a position; after the last one, a silent one that ends the turn. */
    ScriptedResponse response(int position) {
        return position < responses.size() ? responses.get(position) : ScriptedResponse.SILENCE;
    }

    /** The prompt and the limit, for messages. */
    @Override
    public String toString() {
        return "when " + prompt + (turns == Integer.MAX_VALUE ? "" : ", " + turns + " times");
    }
}
