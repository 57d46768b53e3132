package io.quarkiverse.codex.runtime.tool;

import java.util.List;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import io.quarkiverse.codex.runtime.schema.Violation;
import io.quarkiverse.codex.tool.ToolException;

/**
 * Says of an argument that fits the schema why nothing could be made of it: a date that does not exist, a number out of range.
 *
 * @param config tells what properties are called in JSON
 * @param failure what has been thrown
 */
record UnreadableArgument(ToolParameter parameter, DeserializationConfig config, Throwable failure) {

    private static final String UNKNOWN = "the value is none that the tool can read";

    Violation problem() {
        return new Violation(pointer(), refusal());
    }

    private List<JsonMappingException.Reference> path() {
        return failure instanceof JsonMappingException mismatch ? mismatch.getPath() : List.of();
    }

    private String pointer() {
        JsonPointer pointer = JsonPointer.empty().appendProperty(parameter.argument());
        for (JsonMappingException.Reference step : path()) {
            pointer = step.getFieldName() == null ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer.toString();
    }

    /** What a constructor refuses it says for the caller; what else goes wrong in it may tell what is nobody's business. */
    private String refusal() {
        if (failure instanceof ValueInstantiationException) {
            Throwable cause = failure.getCause();
            boolean refused = cause instanceof IllegalArgumentException || cause instanceof ToolException;
            return refused && cause.getMessage() != null ? cause.getMessage() : UNKNOWN;
        }
        String words = ExpectedValues.inWords(named(failure));
        if (words == null) {
            words = ExpectedValues.inWords(named(failure.getCause()));
        }
        if (words == null) {
            words = ExpectedValues.inWords(declared());
        }
        return words == null ? UNKNOWN : words + " expected";
    }

    /** The type that Jackson says it wanted. */
    private static Class<?> named(Throwable failure) {
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getTargetType();
        }
        return failure instanceof InputCoercionException coercion ? coercion.getTargetType() : null;
    }

    /** The type of what lies at the path, or {@code null} where subtypes or generics hide it. */
    private Class<?> declared() {
        JavaType at = parameter.type();
        for (JsonMappingException.Reference step : path()) {
            at = at == null ? null : PropertyPaths.inside(at, step, config);
        }
        while (at != null && at.isReferenceType()) {
            at = at.getReferencedType();
        }
        return at == null ? null : at.getRawClass();
    }
}
