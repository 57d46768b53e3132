package io.quarkiverse.codex.runtime.tool;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.tool.ToolContext;

/**
 * Makes the arguments of a tool's method from what the model gave. Thread-safe.
 */
final class ArgumentDecoder {

    private final ArgumentCheck check;
    private final List<ToolParameter> parameters;
    private final ObjectReader[] readers;

    /**
     * @param reader reads what has been checked
     */
    ArgumentDecoder(ArgumentCheck check, List<ToolParameter> parameters, ObjectReader reader) {
        this.check = check;
        this.parameters = parameters;
        this.readers = parameters.stream().map(parameter -> parameter.isContext() ? null : reader.forType(parameter.type()))
                .toArray(ObjectReader[]::new);
    }

    /**
     * @throws BadArgumentsException if they do not fit
     */
    Object[] decode(JsonNode given, ToolContext context) {
        ObjectNode arguments = check.check(given);
        Object[] decoded = new Object[readers.length];
        for (int i = 0; i < decoded.length; i++) {
            ToolParameter parameter = parameters.get(i);
            decoded[i] = parameter.isContext() ? context : decode(parameter, readers[i], arguments.get(parameter.argument()));
        }
        return decoded;
    }

    private Object decode(ToolParameter parameter, ObjectReader reader, JsonNode given) {
        JsonNode value = given == null || given.isNull() ? parameter.defaultValue() : given;
        try {
            return reader.readValue(value == null ? NullNode.getInstance() : value);
        } catch (JsonMappingException mismatch) {
            throw check.bad(pointer(parameter, mismatch) + ": " + refusal(mismatch));
        } catch (IOException unreadable) {
            throw check.bad("/" + parameter.argument() + ": " + parameter.type().getRawClass().getSimpleName() + " expected");
        }
    }

    /** The application's own constructor knows what it may say, Jackson would name classes. */
    private static String refusal(JsonMappingException mismatch) {
        return mismatch instanceof ValueInstantiationException && mismatch.getCause() != null
                && mismatch.getCause().getMessage() != null
                        ? mismatch.getCause().getMessage()
                        : "the value is none that the tool can read";
    }

    private static String pointer(ToolParameter parameter, JsonMappingException mismatch) {
        StringBuilder pointer = new StringBuilder("/").append(parameter.argument());
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName());
        }
        return pointer.toString();
    }
}
