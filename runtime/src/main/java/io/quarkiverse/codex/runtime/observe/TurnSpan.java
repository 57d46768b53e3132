package io.quarkiverse.codex.runtime.observe;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.TurnWatch;
import io.smallrye.mutiny.Uni;

/**
 * The span of a turn, and those of what happens in it.
 */
final class TurnSpan implements TurnWatch {

    static final String CLIENT = "codex.client";
    private static final String TURN = "codex.turn.id";
    private static final String OUTCOME = "codex.turn.outcome";

    private final TurnTracer tracer;
    private final ObservedTurn turn;
    private final Context parent = Context.current();
    private final Instant begin = Instant.now();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final UsedTokens tokens = new UsedTokens();
    /** A turn that is refused because its thread is not free never gets one. */
    private volatile Span span = Span.getInvalid();
    private volatile Context context = parent;
    private volatile ItemSpans items;
    private boolean hasTools;

    TurnSpan(TurnTracer tracer, ObservedTurn turn) {
        this.tracer = tracer;
        this.turn = turn;
    }

    @Override
    public Uni<Optional<TurnInput>> before(Optional<TurnInput> input) {
        return Uni.createFrom().item(() -> {
            span = tracer.agent(parent, turn.clientName(), nanos(begin));
            turn.threadId().ifPresent(id -> span.setAttribute(GenAi.CONVERSATION_ID, id));
            if (tracer.content()) {
                input.ifPresent(given -> span.setAttribute(GenAi.INPUT_MESSAGES, Messages.of(given)));
            }
            context = parent.with(span);
            items = new ItemSpans(tracer, context);
            return input;
        });
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    @Override
    public <T> T within(Supplier<T> beginning) {
        turn.model().ifPresent(model -> span.setAttribute(GenAi.REQUEST_MODEL, model));
        try (Scope scope = context.makeCurrent()) {
            return beginning.get();
        }
    }

    @Override
    public ToolCaller around(ToolCaller tools) {
        hasTools = !tools.tools().isEmpty();
        return new TracedTools(tools, tracer, context);
    }

    @Override
    public Uni<Void> event(TurnEvent event) {
        tokens.note(event);
        if (event instanceof ThreadStarted started) {
            span.setAttribute(GenAi.CONVERSATION_ID, started.threadId());
        } else if (event instanceof ItemStarted started) {
            items.started(started.item(), hasTools);
        } else if (event instanceof ItemCompleted completed) {
            items.completed(completed.item());
        }
        return NO_WAIT;
    }

    @Override
    public boolean wantsItems() {
        return tracer.content();
    }

    @Override
    public Uni<Void> completed(TurnResult result) {
        if (tracer.content()) {
            span.setAttribute(GenAi.OUTPUT_MESSAGES, Messages.of(result.finalResponse()));
        }
        end(TurnOutcome.of(result.status()));
        return NO_WAIT;
    }

    /** What an exception says may repeat what the model has said. */
    @Override
    public Uni<Void> failed(Throwable failure) {
        if (!ended.get()) {
            span.setAttribute(GenAi.ERROR_TYPE, ErrorType.of(failure));
            span.setStatus(StatusCode.ERROR);
            if (tracer.content()) {
                span.recordException(failure);
            }
        }
        end(TurnOutcome.FAILED);
        return NO_WAIT;
    }

    @Override
    public void cancelled() {
        end(TurnOutcome.CANCELLED);
    }

    /** Whoever cancels may do so while it ends. */
    private void end(TurnOutcome outcome) {
        if (ended.compareAndSet(false, true)) {
            if (items != null) {
                items.end();
            }
            turn.turnId().ifPresent(id -> span.setAttribute(TURN, id));
            span.setAttribute(OUTCOME, outcome.tag());
            setUsage(tokens.soFar());
            span.end();
        }
    }

    private void setUsage(Usage used) {
        if (used.isKnown()) {
            span.setAttribute(GenAi.INPUT_TOKENS, used.inputTokens());
            span.setAttribute(GenAi.CACHE_READ_TOKENS, used.cachedInputTokens());
            span.setAttribute(GenAi.CACHE_CREATION_TOKENS, used.cacheWriteInputTokens());
            span.setAttribute(GenAi.OUTPUT_TOKENS, used.outputTokens());
            span.setAttribute(GenAi.REASONING_TOKENS, used.reasoningOutputTokens());
        }
    }
}
