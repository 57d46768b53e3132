package io.quarkiverse.codex.runtime.protocol;

import static io.quarkiverse.codex.runtime.protocol.Field.essential;
import static io.quarkiverse.codex.runtime.protocol.Field.optional;
import static io.quarkiverse.codex.runtime.protocol.Field.required;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.COUNT;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.INTEGER;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TEXT;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TREE;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.TRUTH;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.listOf;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.names;
import static io.quarkiverse.codex.runtime.protocol.ValueForms.part;

import java.util.List;

import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.ApprovalRequested;
import io.quarkiverse.codex.event.ApprovalResolved;
import io.quarkiverse.codex.event.CommandOutputDelta;
import io.quarkiverse.codex.event.DiffUpdated;
import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.ItemUpdated;
import io.quarkiverse.codex.event.PlanUpdated;
import io.quarkiverse.codex.event.ReasoningDelta;
import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.ThreadContinued;
import io.quarkiverse.codex.event.ThreadStarted;
import io.quarkiverse.codex.event.TokenUsage;
import io.quarkiverse.codex.event.TokenUsageUpdated;
import io.quarkiverse.codex.event.ToolProgress;
import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnFailed;
import io.quarkiverse.codex.event.TurnRetrying;
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
            values -> new TurnError(values.get(0), values.get(1), values.get(2)),
            required("message", TEXT, TurnError::message),
            optional("codex_error_info", TREE, TurnError::codexErrorInfo),
            optional("additional_details", TEXT, TurnError::additionalDetails)));

    private static final ValueForm<PlanUpdated.Step> STEP = part(Shape.part(PlanUpdated.Step.class,
            values -> new PlanUpdated.Step(values.get(0), values.get(1)),
            required("step", TEXT, PlanUpdated.Step::step),
            optional("status", names(PlanUpdated.StepStatus.values(), PlanUpdated.StepStatus.UNKNOWN),
                    PlanUpdated.StepStatus.UNKNOWN, PlanUpdated.Step::status)));

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
            // Of this library; codex' own retries are errors that end nothing.
            Shape.of(TurnRetrying.TYPE, TurnRetrying.class,
                    values -> new TurnRetrying(values.integer(0), values.count(1), values.get(2), values.extra()),
                    required("attempt", INTEGER, TurnRetrying::attempt),
                    required("delay_ms", COUNT, TurnRetrying::delayMs),
                    required("error", ERROR, TurnRetrying::error)),
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
                    values -> new StreamError(new TurnError(values.get(0), values.get(2), values.get(3)), values.get(1),
                            values.extra()),
                    required("message", TEXT, StreamError::message),
                    optional("will_retry", TRUTH, StreamError::willRetry),
                    optional("codex_error_info", TREE, event -> event.error().codexErrorInfo()),
                    optional("additional_details", TEXT, event -> event.error().additionalDetails())),
            // From here on codex exec has no such events: the names and fields are this library's own.
            Shape.of(AgentMessageDelta.TYPE, AgentMessageDelta.class,
                    values -> new AgentMessageDelta(values.get(0), values.get(1), values.extra()),
                    required("item_id", TEXT, AgentMessageDelta::itemId),
                    required("delta", TEXT, AgentMessageDelta::delta)),
            Shape.of(ReasoningDelta.TYPE, ReasoningDelta.class,
                    values -> new ReasoningDelta(values.get(0), values.get(1), values.integer(2), values.get(3),
                            values.extra()),
                    required("item_id", TEXT, ReasoningDelta::itemId),
                    optional("kind", names(ReasoningDelta.Kind.values(), ReasoningDelta.Kind.UNKNOWN),
                            ReasoningDelta.Kind.UNKNOWN, ReasoningDelta::kind),
                    required("index", INTEGER, ReasoningDelta::index),
                    required("delta", TEXT, ReasoningDelta::delta)),
            Shape.of(CommandOutputDelta.TYPE, CommandOutputDelta.class,
                    values -> new CommandOutputDelta(values.get(0), values.get(1), values.extra()),
                    required("item_id", TEXT, CommandOutputDelta::itemId),
                    required("delta", TEXT, CommandOutputDelta::delta)),
            Shape.of(PlanUpdated.TYPE, PlanUpdated.class,
                    values -> new PlanUpdated(values.get(0), values.get(1), values.extra()),
                    required("plan", listOf(STEP), PlanUpdated::plan),
                    optional("explanation", TEXT, PlanUpdated::explanation)),
            Shape.of(ThreadContinued.TYPE, ThreadContinued.class,
                    values -> new ThreadContinued(values.get(0), values.extra()),
                    required("continued_from", TEXT, ThreadContinued::continuedFrom)),
            Shape.of(DiffUpdated.TYPE, DiffUpdated.class,
                    values -> new DiffUpdated(values.get(0), values.extra()),
                    required("diff", TEXT, DiffUpdated::diff)),
            Shape.of(TokenUsageUpdated.TYPE, TokenUsageUpdated.class,
                    values -> new TokenUsageUpdated(values.get(0), values.get(1), values.get(2), values.extra()),
                    optional("last_usage", USAGE, TokenUsageUpdated::lastUsage),
                    optional("thread_usage", USAGE, TokenUsageUpdated::threadUsage),
                    optional("model_context_window", COUNT, TokenUsageUpdated::modelContextWindow)),
            Shape.of(ApprovalRequested.TYPE, ApprovalRequested.class,
                    values -> new ApprovalRequested(values.get(0), values.get(1), values.get(2), values.get(3),
                            values.extra()),
                    required("request_id", TEXT, ApprovalRequested::requestId),
                    required("kind", TEXT, ApprovalRequested::kind),
                    optional("item_id", TEXT, ApprovalRequested::itemId),
                    optional("details", TREE, ApprovalRequested::details)),
            Shape.of(ApprovalResolved.TYPE, ApprovalResolved.class,
                    values -> new ApprovalResolved(values.get(0), values.get(1), values.get(2), values.get(3),
                            values.extra()),
                    required("request_id", TEXT, ApprovalResolved::requestId),
                    required("kind", TEXT, ApprovalResolved::kind),
                    optional("item_id", TEXT, ApprovalResolved::itemId),
                    required("decision", TEXT, ApprovalResolved::decision)),
            Shape.of(ToolProgress.TYPE, ToolProgress.class,
                    values -> new ToolProgress(values.get(0), values.get(1), values.get(2), values.get(3), values.extra()),
                    required("call_id", TEXT, ToolProgress::callId),
                    optional("namespace", TEXT, ToolProgress::namespace),
                    required("tool", TEXT, ToolProgress::tool),
                    required("message", TEXT, ToolProgress::message)));

    private EventShapes() {
    }
}
