package io.quarkiverse.codex.runtime.budget;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.CodexBudgetExceededException.Resource;
import io.quarkiverse.codex.CodexBudgetExceededException.Scope;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.budget.Spending;

/**
 * A budget that a turn is counted for.
 *
 * @param scope whose budget it is
 * @param budget how much there is
 * @param where what sets it, for messages
 * @param key what it is counted under in the store; {@code null} for what is counted with the turn
 * @param keep for how long
 */
record Account(Scope scope, Budget budget, String where, String key, Duration keep) {

    /**
     * Returns why a turn is not to begin: something is used up.
     */
    Optional<CodexBudgetExceededException> nothingLeft(Spending total) {
        return exceeded(total, Spending.NOTHING, 0, "was not started");
    }

    /**
     * Returns why a turn is not to go on: something was used that was not there.
     *
     * @param turn what the turn itself has used
     */
    Optional<CodexBudgetExceededException> overspent(Spending total, Spending turn) {
        return exceeded(total, turn, 1, "was interrupted");
    }

    private Optional<CodexBudgetExceededException> exceeded(Spending total, Spending turn, long more, String fate) {
        return over(Resource.TOKENS, total.tokens(), budget.tokens(), more, turn, fate)
                .or(() -> over(Resource.TOOL_CALLS, total.toolCalls(), budget.toolCalls(), more, turn, fate))
                // The turn itself is counted before it is asked.
                .or(() -> over(Resource.TURNS, total.turns(), budget.turns(), 1, turn, fate))
                .or(() -> over(Resource.WALL_TIME, total.wallTimeMs(), wallTimeMs(), 0, turn, fate));
    }

    /**
     * Returns after how many more milliseconds the time is used up; {@link Long#MAX_VALUE} for never.
     */
    long wallTimeLeft(Spending total) {
        OptionalLong limit = wallTimeMs();
        return limit.isPresent() ? limit.getAsLong() - total.wallTimeMs() : Long.MAX_VALUE;
    }

    private OptionalLong wallTimeMs() {
        return budget.wallTime().map(time -> OptionalLong.of(time.toMillis())).orElse(OptionalLong.empty());
    }

    private Optional<CodexBudgetExceededException> over(Resource resource, long used, OptionalLong allowed, long more,
            Spending turn, String fate) {
        if (allowed.isEmpty() || used < allowed.getAsLong() + more) {
            return Optional.empty();
        }
        String what = switch (resource) {
            case TOKENS -> " tokens";
            case TOOL_CALLS -> " tool calls";
            case TURNS -> " turns";
            case WALL_TIME -> " ms";
        };
        return Optional.of(new CodexBudgetExceededException("The turn " + fate + " because " + where + " is spent: "
                + used + " of " + allowed.getAsLong() + what, scope, resource, used, allowed.getAsLong(), turn));
    }
}
