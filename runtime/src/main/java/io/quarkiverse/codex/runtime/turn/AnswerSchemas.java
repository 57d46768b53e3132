package io.quarkiverse.codex.runtime.turn;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.schema.OutputSchema;
import io.quarkiverse.codex.runtime.schema.OutputSchemas;
import io.quarkiverse.codex.runtime.schema.UnsupportedTypeException;

/**
 * Makes the schema of an answer's type, or says why there is none.
 */
final class AnswerSchemas {

    private AnswerSchemas() {
    }

    static <T> OutputSchema<T> of(OutputSchemas schemas, Class<T> type) {
        try {
            return schemas.of(type);
        } catch (UnsupportedTypeException e) {
            throw new CodexConfigurationException("No output schema can be made of " + type.getName() + ": "
                    + e.getMessage(), e);
        }
    }
}
