package io.quarkiverse.codex.testing;

import java.util.List;

/**
 * The vocabulary of a script, the same for a {@link Script} that is a value and for one that a {@link ScriptedModel} already
 * plays. Each method returns the script with the addition; go on with what it returns.
 *
 * @param <S> what the methods return
 */
public sealed interface Scripting<S extends Scripting<S>> permits Script, LiveScript {

    /**
     * Adds steps.
     *
     * @param steps in order, see {@link Step} and {@link Failure}
     * @return the script with the addition, never {@code null}
     * @throws IllegalArgumentException when a step cannot stand where it would
     */
    default S then(Step... steps) {
        return then(List.of(steps));
    }

    /**
     * Adds steps.
     *
     * @param steps in order, see {@link Step} and {@link Failure}
     * @return the script with the addition, never {@code null}
     * @throws IllegalArgumentException when a step cannot stand where it would
     */
    S then(List<Step> steps);

    /**
     * Plays the script for so many turns and then no more, so that another script gets its turn: fail twice, then succeed. A
     * turn that has begun is played to its end.
     *
     * @param turns how many requests may begin this script; codex's own retry of a request that failed counts again
     * @return the script with the limit, never {@code null}
     * @throws IllegalArgumentException when it is less than one
     */
    S times(int turns);

    /**
     * Plays the script for one turn and then no more.
     *
     * @return the script with the limit, never {@code null}
     */
    default S once() {
        return times(1);
    }

    /**
     * The model says something.
     *
     * @param text what it says
     * @return the script with the addition, never {@code null}
     */
    default S reply(String text) {
        return then(Step.message(text));
    }

    /**
     * The model thinks; codex shows the summary.
     *
     * @param summary of the reasoning
     * @return the script with the addition, never {@code null}
     */
    default S reason(String summary) {
        return then(Step.reasoning(summary));
    }

    /**
     * The model runs a shell command.
     *
     * @param command for the shell that codex uses
     * @return the script with the addition, never {@code null}
     */
    default S shell(String command) {
        return then(Step.shell(command));
    }

    /**
     * The model changes files.
     *
     * @param patch in codex's own patch format, from {@code *** Begin Patch} to {@code *** End Patch}
     * @return the script with the addition, never {@code null}
     */
    default S applyPatch(String patch) {
        return then(Step.applyPatch(patch));
    }

    /**
     * The model calls a function tool.
     *
     * @param tool its name
     * @param arguments anything Jackson turns into a JSON object, for example a map
     * @return the script with the addition, never {@code null}
     */
    default S call(String tool, Object arguments) {
        return then(Step.toolCall(tool, arguments));
    }

    /**
     * The tokens the response at hand is said to have cost. Without it each response costs 10 input and 5 output tokens.
     *
     * @param inputTokens all tokens of the request
     * @param outputTokens all tokens of the response
     * @return the script with the addition, never {@code null}
     */
    default S usage(long inputTokens, long outputTokens) {
        return then(Step.tokens(inputTokens, outputTokens));
    }

    /**
     * The endpoint answers with an HTTP error.
     *
     * @param httpStatus 400 to 599
     * @return the script with the addition, never {@code null}
     */
    default S fail(int httpStatus) {
        return then(Failure.httpError(httpStatus));
    }

    /**
     * The stream ends with {@code response.failed}.
     *
     * @param code for example {@code rate_limit_exceeded}
     * @param message for the user
     * @return the script with the addition, never {@code null}
     */
    default S fail(String code, String message) {
        return then(Failure.responseFailed(code, message));
    }

    /**
     * The connection stays open and nothing more is sent until the model is reset or closed.
     *
     * @return the script with the addition, never {@code null}
     */
    default S stall() {
        return then(Failure.stall());
    }

    /**
     * The connection is cut in the middle of the stream.
     *
     * @return the script with the addition, never {@code null}
     */
    default S drop() {
        return then(Failure.dropConnection());
    }

    /**
     * The response stops here until the test opens the gate.
     *
     * @param gate whose opening lets it go on
     * @return the script with the addition, never {@code null}
     */
    default S hold(Gate gate) {
        return then(Step.hold(gate));
    }
}
