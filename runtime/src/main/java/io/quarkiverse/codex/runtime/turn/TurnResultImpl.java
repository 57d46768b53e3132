package io.quarkiverse.codex.runtime.turn;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.CodexStructuredOutputException;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnRetrying;
import io.quarkiverse.codex.event.TurnStatus;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.schema.OutputSchema;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;
import io.quarkiverse.codex.runtime.schema.SchemaViolationException;
import io.quarkiverse.codex.runtime.schema.Violation;

record TurnResultImpl(String threadId, TurnStatus status, List<ThreadItem> items, String finalResponse, Usage usage,
        Usage threadUsage, Duration duration, List<TurnRetrying> retries, OutputSchemas schemas,
        Optional<JsonNode> handWrittenSchema)
        implements
            TurnResult {

    TurnResultImpl {
        items = List.copyOf(items);
        retries = List.copyOf(retries);
    }

    @Override
    public <T> T as(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return decode(handWrittenSchema.isPresent() ? schemas.handWritten(handWrittenSchema.get(), type)
                : AnswerSchemas.of(schemas, type));
    }

    <T> T decode(OutputSchema<T> schema) {
        try {
            return schema.decode(finalResponse);
        } catch (SchemaViolationException e) {
            List<String> violations = e.violations().stream().map(Violation::toString).toList();
            throw new CodexStructuredOutputException("The final answer is not the JSON that was asked for: "
                    + String.join("; ", violations) + ". rawText() has the answer; try again, or ask for a simpler type",
                    finalResponse, violations, this, e);
        }
    }

    /**
     * Tells the measures of the turn, not what was said in it: that does not belong in logs.
     */
    @Override
    public String toString() {
        return "TurnResult[threadId=" + threadId + ", status=" + status + ", items=" + items.size() + ", usage=" + usage
                + ", duration=" + duration + "]";
    }
}
