package io.quarkiverse.codex;

import io.quarkiverse.codex.budget.Spending;

/**
 * A budget is spent: the turn was not started, or was interrupted. What it had done stays done, and its thread can run further
 * turns as far as the budget allows.
 */
public class CodexBudgetExceededException extends CodexException {

    private static final long serialVersionUID = 1L;

    /**
     * Whose budget.
     */
    public enum Scope {
        /** That of a single turn. */
        TURN,
        /** That of all turns of a thread. */
        THREAD,
        /** That of all turns of the client within a window of time. */
        CLIENT
    }

    /**
     * What was to be spared.
     */
    public enum Resource {
        /** Tokens of input and output together. */
        TOKENS,
        /** Commands, changes of files, calls of tools. */
        TOOL_CALLS,
        /** Turns. */
        TURNS,
        /** Time, in milliseconds. */
        WALL_TIME
    }

    private final Scope scope;
    private final Resource resource;
    private final long used;
    private final long allowed;
    private final transient Spending turn;

    public CodexBudgetExceededException(String message, Scope scope, Resource resource, long used, long allowed,
            Spending turn) {
        super(message);
        this.scope = scope;
        this.resource = resource;
        this.used = used;
        this.allowed = allowed;
        this.turn = turn;
    }

    /**
     * Returns whose budget is spent.
     *
     * @return the scope, never {@code null}
     */
    public Scope scope() {
        return scope;
    }

    /**
     * Returns of what there was too much.
     *
     * @return the resource, never {@code null}
     */
    public Resource resource() {
        return resource;
    }

    /**
     * Returns how much of it was used within the budget's scope, this turn included.
     *
     * @return a number, or milliseconds
     */
    public long used() {
        return used;
    }

    /**
     * Returns how much of it was allowed.
     *
     * @return a number, or milliseconds
     */
    public long allowed() {
        return allowed;
    }

    /**
     * Returns what this turn had used when its budget was found to be spent.
     *
     * @return the spending, nothing for a turn that was not started; {@code null} only after Java deserialization
     */
    public Spending turn() {
        return turn;
    }
}
