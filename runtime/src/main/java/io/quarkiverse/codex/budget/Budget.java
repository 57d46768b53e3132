package io.quarkiverse.codex.budget;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much may be used up: by a turn, by a thread, or by a client within a window of time. Immutable.
 */
public final class Budget {

    /** Any amount of everything. */
    public static final Budget UNLIMITED = new Budget(null, null, null, null);

    private final Long tokens;
    private final Long toolCalls;
    private final Long turns;
    private final Duration wallTime;

    private Budget(Long tokens, Long toolCalls, Long turns, Duration wallTime) {
        this.tokens = tokens;
        this.toolCalls = toolCalls;
        this.turns = turns;
        this.wallTime = wallTime;
    }

    /**
     * Limits the tokens, of input and output together. The exec transport tells what was used at the end of a turn only, so
     * that
     * there the turn that exceeds it comes to its end.
     *
     * @param most how many at most, not negative
     * @return a new budget, never {@code null}
     */
    public Budget tokens(long most) {
        return new Budget(checked(most), toolCalls, turns, wallTime);
    }

    /**
     * Limits how often the agent may act: run a command, change files, call a tool, search the web, ask another agent. The one
     * that is too many may have begun when the turn is ended.
     *
     * @param most how many at most, not negative
     * @return a new budget, never {@code null}
     */
    public Budget toolCalls(long most) {
        return new Budget(tokens, checked(most), turns, wallTime);
    }

    /**
     * Limits the turns. Of no use for a single one.
     *
     * @param most how many at most, not negative
     * @return a new budget, never {@code null}
     */
    public Budget turns(long most) {
        return new Budget(tokens, toolCalls, checked(most), wallTime);
    }

    /**
     * Limits the time that turns take, each from its first event to its end, the waiting between two attempts included.
     *
     * @param most how long at most, not negative
     * @return a new budget, never {@code null}
     */
    public Budget wallTime(Duration most) {
        checked(most.toMillis());
        return new Budget(tokens, toolCalls, turns, most);
    }

    private static long checked(long most) {
        if (most < 0) {
            throw new IllegalArgumentException("A budget is not less than nothing, as " + most + " would be");
        }
        return most;
    }

    /**
     * Returns these limits, and those of another budget where this one has none.
     *
     * @param other the other one, never {@code null}
     * @return a budget, never {@code null}
     */
    public Budget or(Budget other) {
        return new Budget(tokens == null ? other.tokens : tokens, toolCalls == null ? other.toolCalls : toolCalls,
                turns == null ? other.turns : turns, wallTime == null ? other.wallTime : wallTime);
    }

    /**
     * Returns how many tokens there may be.
     *
     * @return the number, or empty for any
     */
    public OptionalLong tokens() {
        return optional(tokens);
    }

    /**
     * Returns how often the agent may act.
     *
     * @return the number, or empty for any
     */
    public OptionalLong toolCalls() {
        return optional(toolCalls);
    }

    /**
     * Returns how many turns there may be.
     *
     * @return the number, or empty for any
     */
    public OptionalLong turns() {
        return optional(turns);
    }

    /**
     * Returns how long turns may take together.
     *
     * @return the time, or empty for any
     */
    public Optional<Duration> wallTime() {
        return Optional.ofNullable(wallTime);
    }

    /**
     * Returns whether nothing is limited.
     */
    public boolean isUnlimited() {
        return tokens == null && toolCalls == null && turns == null && wallTime == null;
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public String toString() {
        return "Budget[tokens=" + tokens + ", toolCalls=" + toolCalls + ", turns=" + turns + ", wallTime=" + wallTime + "]";
    }
}
