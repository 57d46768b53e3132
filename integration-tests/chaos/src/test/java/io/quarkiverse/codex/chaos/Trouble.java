package io.quarkiverse.codex.chaos;

import java.util.List;

import io.quarkiverse.codex.testing.Failure;
import io.quarkiverse.codex.testing.Step;

/** How the model behaves at the end of a turn. */
enum Trouble {
    NONE("answers", Step.message("Done.")),
    STALL("stalls", Step.partialMessage("I am"), Failure.stall()),
    DROP("drops the connection", Step.partialMessage("I am"), Failure.dropConnection()),
    TOO_MANY("answers 429", Failure.httpError(429)),
    BROKEN("answers 500", Failure.httpError(500));

    private final String words;
    private final List<Step> steps;

    Trouble(String words, Step... steps) {
        this.words = words;
        this.steps = List.of(steps);
    }

    List<Step> steps() {
        return steps;
    }

    @Override
    public String toString() {
        return words;
    }
}
