package io.quarkiverse.codex.runtime.schema;

/**
 * One thing that is wrong with a schema or an answer. Immutable.
 *
 * @param pointer the JSON Pointer (RFC 6901) to the place; the empty string is the whole document; never {@code null}
 * @param message what is wrong there and, for a schema, what to do; never {@code null}
 */
public record Violation(String pointer, String message) {

    /**
     * Pointer and message as one line, for example {@code /findings/0/line: integer expected, string found}.
     */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "(root)" : pointer) + ": " + message;
    }

    static String pointer(String parent, String child) {
        return parent + "/" + child.replace("~", "~0").replace("/", "~1");
    }
}
