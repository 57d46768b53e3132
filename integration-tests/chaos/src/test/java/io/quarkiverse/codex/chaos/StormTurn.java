package io.quarkiverse.codex.chaos;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.event.TurnEvent;

/** Runs a turn as planned, with the manners of whoever wants it. */
final class StormTurn {

    /** After what time even the most patient has closed the window. Longer than a turn may take. */
    private static final int LONG_AFTER_SECONDS = 30;

    private final TurnPlan plan;
    private final Fate fate;
    private final ScheduledExecutorService timer;

    StormTurn(TurnPlan plan, Fate fate, ScheduledExecutorService timer) {
        this.plan = plan;
        this.fate = fate;
        this.timer = timer;
    }

    /** Begins the turn on a thread, and returns. */
    void begin(CodexThread thread, TurnOptions.Builder options) {
        if (plan.schema()) {
            options.outputSchema(schema());
        }
        TurnOptions chosen = options.build();
        switch (plan.manners()) {
            case READS -> read(thread, chosen, Long.MAX_VALUE);
            case WAITS -> thread.run(plan.prompt(), chosen).subscribe().with(result -> fate.completed(), fate::failed);
            case CANCELS -> leave(read(thread, chosen, Long.MAX_VALUE), plan.patience(), TimeUnit.MILLISECONDS);
            case NEVER_READS -> leave(read(thread, chosen, plan.patience() % 4), LONG_AFTER_SECONDS, TimeUnit.SECONDS);
            case THROWS -> throwAt(thread, chosen, plan.patience() % 6);
        }
    }

    private EventReader read(CodexThread thread, TurnOptions options, long events) {
        EventReader reader = new EventReader(fate, events);
        thread.runStreamed(plan.prompt(), options).subscribe().withSubscriber(reader);
        return reader;
    }

    private void leave(EventReader reader, long after, TimeUnit unit) {
        timer.schedule(reader::leave, after, unit);
    }

    /** In the middle of the stream, of which the stream is told, or at its end, where nobody is told who might have known. */
    private void throwAt(CodexThread thread, TurnOptions options, int event) {
        AtomicInteger seen = new AtomicInteger();
        boolean atItsEnd = plan.number() % 2 == 0;
        thread.runStreamed(plan.prompt(), options).invoke(told -> {
            fate.saw(told);
            if (!atItsEnd && seen.getAndIncrement() == event) {
                throw new Mistake(told);
            }
        }).subscribe().with(told -> {
            if (atItsEnd && seen.getAndIncrement() == event) {
                fate.cancelled();
                throw new Mistake(told);
            }
        }, fate::failed, fate::completed);
    }

    private static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("additionalProperties", false);
        schema.putObject("properties").putObject("answer").put("type", "string");
        schema.putArray("required").add("answer");
        return schema;
    }

    /** What is wrong with the application, and not with us. */
    static final class Mistake extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mistake(TurnEvent event) {
            super("The application cannot cope with " + event.getClass().getSimpleName());
        }
    }
}
