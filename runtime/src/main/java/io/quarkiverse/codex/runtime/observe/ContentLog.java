package io.quarkiverse.codex.runtime.observe;

import java.util.Optional;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.runtime.host.LogContext;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.TurnObserver;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * Logs what is said and done in turns, for those who look for a mistake in it.
 */
public final class ContentLog implements TurnObserver {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.codex.content");

    @Override
    public TurnWatch watch(ObservedTurn turn) {
        return LOG.isTraceEnabled() ? new LoggedContent(turn) : TurnWatch.NONE;
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
                    LOG.tracef("Asked: %s", part instanceof TurnInput.Text text ? text.text() : part);
                }
            }
        }

        @Override
        public Uni<Void> event(TurnEvent event) {
            if (event instanceof ItemCompleted completed && !(completed.item() instanceof UserMessage)) {
                try (LogContext context = LogContext.open(turn)) {
                    LOG.tracef("Done: %s", completed.item());
                }
            }
            return NO_WAIT;
        }
    }
}
