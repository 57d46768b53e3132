package io.quarkiverse.codex.runtime.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A hand-written schema breaks the rules of strict structured output, so the model's provider would refuse it. Thrown before
 * anything is started; the message lists every problem.
 */
public class InvalidSchemaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> problems;

    InvalidSchemaException(List<Violation> problems) {
        super(problems.stream().map(Violation::toString)
                .collect(Collectors.joining("\n  ", "The output schema is not a strict one:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    /**
     * All problems found, with pointers into the schema; unmodifiable, never {@code null}; empty only after Java
     * deserialization.
     */
    public List<Violation> problems() {
        return problems == null ? List.of() : problems;
    }
}
