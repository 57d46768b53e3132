package io.quarkiverse.codex.runtime.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer does not fit its schema, or is no JSON at all. The message lists every violation, never the answer itself.
 */
public class SchemaViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    SchemaViolationException(List<Violation> violations, Throwable cause) {
        super(violations.stream().map(Violation::toString)
                .collect(Collectors.joining("\n  ", "The answer does not fit the schema:\n  ", "")), cause);
        this.violations = List.copyOf(violations);
    }

    SchemaViolationException(String pointer, String message, Throwable cause) {
        this(List.of(new Violation(pointer, message)), cause);
    }

    /**
     * All violations found; unmodifiable, never {@code null}; empty only after Java deserialization.
     */
    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }
}
