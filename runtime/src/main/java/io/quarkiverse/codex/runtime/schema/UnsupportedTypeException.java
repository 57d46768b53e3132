package io.quarkiverse.codex.runtime.schema;

/**
 * A Java type cannot be described by a strict schema. The message names the type, the path to it and the mend.
 */
public class UnsupportedTypeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String typeName;
    private final String path;
    private final String problem;

    UnsupportedTypeException(String typeName, String path, String problem, String mend) {
        super("No strict schema for " + typeName + " at " + path + ": " + problem + ". " + mend);
        this.typeName = typeName;
        this.path = path;
        this.problem = problem + ". " + mend;
    }

    /**
     * The type that cannot be described, as Java writes it; never {@code null}.
     */
    public String typeName() {
        return typeName;
    }

    /**
     * How the type is reached from the root, for example {@code Report.findings[].detail}; never {@code null}.
     */
    public String path() {
        return path;
    }

    /**
     * What keeps the type from being described, and the mend; never {@code null}.
     */
    public String problem() {
        return problem;
    }
}
