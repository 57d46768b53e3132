package io.quarkiverse.codex.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps that make one answer to one request.
 *
 * @param steps what is sent, in order, with a {@link Failure} only in the last place
 * @param tokens what the answer is said to have cost
 */
record ScriptedResponse(List<Step> steps, Step.TokenCount tokens) {

    static final Step.TokenCount USUAL_TOKENS = Step.tokens(10, 5);
    static final ScriptedResponse SILENCE = new ScriptedResponse(List.of(), USUAL_TOKENS);

    static List<ScriptedResponse> of(List<Step> steps) {
        List<ScriptedResponse> responses = new ArrayList<>();
        List<Step> gathered = new ArrayList<>();
        Step.TokenCount tokens = USUAL_TOKENS;
        boolean ended = false;
        for (Step step : steps) {
            if (step instanceof Step.TokenCount count) {
                tokens = count;
                continue;
            }
            if (ended) {
                responses.add(new ScriptedResponse(List.copyOf(gathered), tokens));
                gathered.clear();
                tokens = USUAL_TOKENS;
            }
            if (!gathered.isEmpty() && gathered.get(gathered.size() - 1) instanceof Failure failure) {
                throw new IllegalArgumentException(step + " would never be played after " + failure
                        + "; limit this script with times(n) and write a second one for what comes then");
            }
            if (step instanceof Failure.HttpFailure && !gathered.isEmpty()) {
                throw new IllegalArgumentException("Instead of a response comes an HTTP error, or none; it cannot follow "
                        + gathered + " in the same response");
            }
            gathered.add(step);
            ended = endsResponse(step);
        }
        if (!gathered.isEmpty() || tokens != USUAL_TOKENS) {
            responses.add(new ScriptedResponse(List.copyOf(gathered), tokens));
        }
        return List.copyOf(responses);
    }

    private static boolean endsResponse(Step step) {
        return step instanceof Step.ToolCall || step instanceof Step.CustomToolCall || step instanceof Step.Together
                || step instanceof Failure || step instanceof Step.RawItem raw && raw.json().has("call_id");
    }
}
