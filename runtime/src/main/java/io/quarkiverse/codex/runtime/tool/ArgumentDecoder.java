package io.quarkiverse.codex.runtime.tool;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.schema.Violation;
import io.quarkiverse.codex.runtime.tool.ArgumentObjections.Objection;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolException;

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

    /**
     * Says what arguments that were decoded are refused for.
     */
    BadArgumentsException refused(List<Objection> objections, JsonNode given) {
        return check.bad(objections.stream().map(objection -> new Violation(pointer(objection), objection.message())).sorted(
                Comparator.comparing(Violation::pointer).thenComparing(Violation::message)).toList(), given);
    }

    /** The model knows an argument's properties by the names they have in JSON. */
    private String pointer(Objection objection) {
        if (objection.parameter() < 0) {
            return "";
        }
        ToolParameter parameter = parameters.get(objection.parameter());
        return PropertyPaths.pointer(parameter.argument(), parameter.type(), objection.path(),
                readers[objection.parameter()].getConfig());
    }

    private Object decode(ToolParameter parameter, ObjectReader reader, JsonNode given) {
        JsonNode value = given == null || given.isNull() ? parameter.defaultValue() : given;
        try {
            // Of what is missing Jackson makes null, of a null what its type has for nothing.
            return reader.readValue(value == null || value.isMissingNode() ? NullNode.getInstance() : value);
        } catch (JsonMappingException mismatch) {
            throw check.bad(pointer(parameter, mismatch) + ": " + refusal(mismatch));
        } catch (IOException unreadable) {
            throw check.bad("/" + parameter.argument() + ": " + parameter.type().getRawClass().getSimpleName() + " expected");
        }
    }

    /** What a constructor refuses it says for the caller; what else goes wrong in it may tell what is nobody's business. */
    private static String refusal(JsonMappingException mismatch) {
        Throwable cause = mismatch instanceof ValueInstantiationException ? mismatch.getCause() : null;
        boolean refused = cause instanceof IllegalArgumentException || cause instanceof ToolException;
        return refused && cause.getMessage() != null ? cause.getMessage() : "the value is none that the tool can read";
    }

    private static String pointer(ToolParameter parameter, JsonMappingException mismatch) {
        StringBuilder pointer = new StringBuilder("/").append(parameter.argument());
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName());
        }
        return pointer.toString();
    }
}
