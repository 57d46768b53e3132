package io.quarkiverse.codex.runtime.observe;

import java.util.Optional;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.host.ContentLogger;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * Logs what is said and done in turns, for those who look for a mistake in it.
 */
public final class ContentLog implements TurnObserver {

    private static final ContentLogger LOG = new ContentLogger(true);

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return LOG.isOn() ? new LoggedContent(turn) : TurnWatch.NONE;
    }

    private record LoggedContent(ObservedTurn turn) implements TurnWatch {

        @Override
        public Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
            return Uni.createFrom().item(() -> {
                input.ifPresent(this::log);
                return input;
            });
        }

        private void log(TurnInput input) {
            try (LogContext context = LogContext.open(turn)) {
                for (TurnInput.Part part : input.parts()) {
                    LOG.said("Asked", () -> part instanceof TurnInput.Text text ? text.text() : part);
                }
            }
        }

        @Override
        public Uni<Void> event(TurnEvent event) {
            if (event instanceof ItemCompleted completed && !(completed.item() instanceof UserMessage)) {
                try (LogContext context = LogContext.open(turn)) {
                    LOG.said("Done", completed::item);
                }
            }
            return NO_WAIT;
        }

        @Override
        public ToolCaller around(ToolCaller tools) {
            return new LoggedTools(tools, turn, LOG);
        }
    }
}
