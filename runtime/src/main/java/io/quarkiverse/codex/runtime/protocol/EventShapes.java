package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Field.essential;
import static io.quarkiverse.codex.runtime.protocol.Field.optional;
import static io.quarkiverse.codex.runtime.protocol.Field.required;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.COUNT;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TEXT;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.names;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.part;

import java.util.List;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.event.TurnStatus;

/**
 * The events that this version knows, with their fields in the order in which codex writes them.
 */
final class EventShapes {

    private static final ValueForm<TokenUsage> USAGE = part(Shape.part(TokenUsage.class,
            values -> new TokenUsage(values.count(0), values.count(1), values.count(2), values.count(3), values.count(4)),
            required("input_tokens", COUNT, TokenUsage::inputTokens),
            required("cached_input_tokens", COUNT, TokenUsage::cachedInputTokens),
            required("cache_write_input_tokens", COUNT, TokenUsage::cacheWriteInputTokens),
            required("output_tokens", COUNT, TokenUsage::outputTokens),
            required("reasoning_output_tokens", COUNT, TokenUsage::reasoningOutputTokens)));

    private static final ValueForm<TurnError> ERROR = part(Shape.part(TurnError.class,
            values -> new TurnError(values.get(0)),
            required("message", TEXT, TurnError::message)));

    static final List<Shape<? extends TurnEvent>> ALL = List.of(
            Shape.of(ThreadStarted.TYPE, ThreadStarted.class,
                    values -> new ThreadStarted(values.get(0), values.extra()),
                    required("thread_id", TEXT, ThreadStarted::threadId)),
            Shape.of(TurnStarted.TYPE, TurnStarted.class,
                    values -> new TurnStarted(values.extra())),
            // codex counts over the whole thread. The turn's own count and the status are additions of this library.
            Shape.of(TurnCompleted.TYPE, TurnCompleted.class,
                    values -> new TurnCompleted(values.get(2), values.get(1), values.get(0), values.extra()),
                    optional("usage", USAGE, TurnCompleted::threadUsage),
                    optional("turn_usage", USAGE, TurnCompleted::usage),
                    optional("status", names(TurnStatus.values(), TurnStatus.UNKNOWN), TurnStatus.COMPLETED,
                            TurnCompleted::status)),
            Shape.of(TurnFailed.TYPE, TurnFailed.class,
                    values -> new TurnFailed(values.get(0), values.extra()),
                    required("error", ERROR, TurnFailed::error)),
            Shape.of(ItemStarted.TYPE, ItemStarted.class,
                    values -> new ItemStarted(values.get(0), values.extra()),
                    essential("item", ItemForm.INSTANCE, ItemStarted::item)),
            Shape.of(ItemUpdated.TYPE, ItemUpdated.class,
                    values -> new ItemUpdated(values.get(0), values.extra()),
                    essential("item", ItemForm.INSTANCE, ItemUpdated::item)),
            Shape.of(ItemCompleted.TYPE, ItemCompleted.class,
                    values -> new ItemCompleted(values.get(0), values.extra()),
                    essential("item", ItemForm.INSTANCE, ItemCompleted::item)),
            Shape.of(StreamError.TYPE, StreamError.class,
                    values -> new StreamError(values.get(0), values.extra()),
                    required("message", TEXT, StreamError::message)));

    private EventShapes() {
    }
}
