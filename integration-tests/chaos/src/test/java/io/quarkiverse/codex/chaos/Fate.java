package io.quarkiverse.codex.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.session.SessionLostException;

/** What whoever wanted a turn was told of it. Thread-safe. */
final class Fate {

    private final TurnPlan plan;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> signals = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private int lastEvents;
    private int eventsAfterTheLast;
    private boolean cancelled;
    private boolean completed;
    private boolean explained = true;
    private boolean lost;

    Fate(TurnPlan plan) {
        this.plan = plan;
    }

    TurnPlan plan() {
        return plan;
    }

    synchronized void saw(TurnEvent event) {
        if (lastEvents > 0 || !signals.isEmpty()) {
            eventsAfterTheLast++;
        }
        if (event instanceof TurnCompleted || event instanceof TurnFailed) {
            lastEvents++;
        } else if (event instanceof ItemCompleted item && !(item.item() instanceof UserMessage)) {
            items.add(item.item().id());
        }
    }

    synchronized void completed() {
        completed = true;
        end("completed");
    }

    synchronized void failed(Throwable failure) {
        explained = isExplained(failure);
        lost = failure instanceof SessionLostException;
        end("failed: " + failure);
    }

    private static boolean isExplained(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof StormTurn.Mistake
                || failure instanceof CodexException && !message.contains("error in this library");
    }

    private void end(String signal) {
        signals.add(signal);
        over.countDown();
    }

    /** Nobody wants to know of it any more. What is on its way may still come. */
    synchronized void cancelled() {
        cancelled = true;
        over.countDown();
    }

    /**
     * Returns whether it has ended in time, for its caller.
     */
    boolean await(long seconds) throws InterruptedException {
        return over.await(seconds, TimeUnit.SECONDS);
    }

    /** Returns what should not be. */
    synchronized Optional<String> irregularity() {
        if (signals.size() > 1) {
            return Optional.of("ended more than once: " + signals);
        }
        if (signals.isEmpty() && !cancelled) {
            return Optional.of("did not end");
        }
        if (lastEvents > 1) {
            return Optional.of("had " + lastEvents + " last events");
        }
        if (eventsAfterTheLast > 0) {
            return Optional.of("had " + eventsAfterTheLast + " events after the last one");
        }
        if (completed && lastEvents == 0 && plan.manners() != Manners.WAITS) {
            return Optional.of("completed without a last event");
        }
        if (!explained) {
            return Optional.of("failed for a reason that nobody has said");
        }
        return Optional.empty();
    }

    /** Whether it ended well for who wanted it. */
    synchronized boolean isCompleted() {
        return completed;
    }

    /** Whether who wanted it was told that its session was lost. */
    synchronized boolean isLost() {
        return lost;
    }

    /** The ids of the items that were seen, in order. */
    synchronized List<String> items() {
        return List.copyOf(items);
    }

    /** How it ended, in one word or two. */
    synchronized String summary() {
        if (completed) {
            return "completed";
        }
        if (signals.isEmpty()) {
            return cancelled ? "cancelled" : "did not end";
        }
        if (signals.get(0).contains("could not be written to a temporary file")) {
            return "failed for want of room for temporary files";
        }
        String type = signals.get(0).replaceFirst("^failed: ([\\w.$]+).*", "$1");
        return "failed with " + type.substring(type.lastIndexOf('.') + 1);
    }

    @Override
    public synchronized String toString() {
        return plan + " " + signals;
    }
}
