package io.quarkiverse.codex.chaos;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkiverse.codex.testing.Step;

/** What the agent does in a turn before the model is in trouble, or not. */
enum Work {
    NOTHING,
    THINKING(Step.reasoning("What to do?").streamed(), Step.message(words()).streamed(), Step.shell("true")),
    COMMAND(Step.shell("echo hello")),
    TELLING_COMMAND(Step.shell(tellingSecret())),
    TWO_COMMANDS(Step.together(Step.shell("echo one"), Step.shell("sleep 0.2")), Step.shell("echo two")),
    ENDLESS_COMMAND(Step.shell("sleep 86400", Duration.ofHours(1)));

    private final List<Step> steps;

    Work(Step... steps) {
        this.steps = List.of(steps);
    }

    /** The secret stands in the output alone, and not in the command. */
    private static String tellingSecret() {
        int middle = Site.CANARY.length() / 2;
        return "printf '%s%s' " + Site.CANARY.substring(0, middle) + " " + Site.CANARY.substring(middle);
    }

    private static String words() {
        return IntStream.range(0, 2_000).mapToObj(word -> "word" + word).collect(Collectors.joining(" "));
    }

    List<Step> steps() {
        return steps;
    }

    @Override
    public String toString() {
        return name().toLowerCase().replace('_', ' ');
    }
}
