package io.quarkiverse.codex.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Runs turns and looks into what came of them. */
final class Turns {

    /** For what happens in a moment, on a machine that has much else to do. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Turns() {
    }

    static <T> T resultOf(Uni<T> turn) {
        return turn.await().atMost(PATIENCE);
    }

    static List<TurnEvent> eventsOf(Multi<TurnEvent> turn) {
        return turn.collect().asList().await().atMost(PATIENCE);
    }

    /** What a turn that fails has said before. */
    static Failed failureOf(Multi<TurnEvent> turn) {
        List<TurnEvent> events = new ArrayList<>();
        Throwable failure = turn.invoke(events::add).onItem().ignoreAsUni().onItemOrFailure()
                .transform((nothing, thrown) -> thrown).await().atMost(PATIENCE);
        if (failure == null) {
            throw new AssertionError("The turn did not fail: " + events);
        }
        return new Failed(events, failure);
    }

    static Throwable failureOf(Uni<?> turn) {
        Throwable failure = turn.onItemOrFailure().transform((item, thrown) -> thrown).await().atMost(PATIENCE);
        if (failure == null) {
            throw new AssertionError("Nothing failed");
        }
        return failure;
    }

    record Failed(List<TurnEvent> events, Throwable failure) {
    }

    static AssertSubscriber<TurnEvent> subscribe(Multi<TurnEvent> turn, long demand) {
        return turn.subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    /** What every transport tells: no deltas or notes, not what the user said, and no start of what is there at once. */
    static List<TurnEvent> essentials(List<TurnEvent> events) {
        return events.stream().filter(event -> event instanceof ItemStarted started
                ? started.item() instanceof CommandExecution
                : event instanceof ItemCompleted completed ? !(completed.item() instanceof UserMessage)
                        : event instanceof ThreadStarted || event instanceof TurnStarted || event instanceof TurnCompleted
                                || event instanceof TurnFailed)
                .toList();
    }

    static <T extends TurnEvent> List<T> eventsOf(List<TurnEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static <T extends ThreadItem> List<T> items(List<TurnEvent> events, Class<T> type) {
        return events.stream().filter(ItemCompleted.class::isInstance)
                .map(event -> ((ItemCompleted) event).item()).filter(type::isInstance).map(type::cast).toList();
    }

    static <T extends ThreadItem> List<T> items(TurnResult result, Class<T> type) {
        return result.items().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What the only command of a turn wrote. */
    static String output(TurnResult result) {
        List<CommandExecution> commands = items(result, CommandExecution.class);
        if (commands.size() != 1) {
            throw new AssertionError("Not one command but " + commands);
        }
        return commands.get(0).aggregatedOutput();
    }

    /** A command that is still running whenever a test ends it, and that can be told from all others. */
    static Step endlessCommand(String duration) {
        return Step.shell("sleep " + duration, PATIENCE.multipliedBy(10));
    }
}
