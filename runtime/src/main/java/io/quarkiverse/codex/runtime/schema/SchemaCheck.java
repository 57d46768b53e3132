package io.quarkiverse.codex.runtime.schema;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Checks JSON against a schema of draft 2020-12. Thread-safe.
 */
public final class SchemaCheck {

    private final AnswerValidator validator;

    /**
     * @param schema the schema, not to be changed afterwards
     */
    public SchemaCheck(JsonNode schema) {
        this.validator = new AnswerValidator(schema);
    }

    /**
     * Checks.
     *
     * @param value what is checked
     * @return what does not fit, in the order of the document; empty if all does
     */
    public List<Violation> check(JsonNode value) {
        return validator.validate(value);
    }

    /**
     * Finds out whether a schema is one.
     *
     * @param schema what claims to be a schema
     * @return what is wrong with it; empty if nothing is
     */
    public static List<Violation> problems(JsonNode schema) {
        return AnswerValidator.ofSchemas().validate(schema);
    }
}
