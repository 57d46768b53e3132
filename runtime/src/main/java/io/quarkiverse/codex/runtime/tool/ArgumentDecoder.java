package io.quarkiverse.codex.runtime.tool;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.schema.Violation;
import io.quarkiverse.codex.runtime.tool.ArgumentObjections.Objection;
import io.quarkiverse.codex.tool.ToolContext;

/**
 * Makes the arguments of a tool's method from what the model gave. Thread-safe.
 */
final class ArgumentDecoder {

    private static final Logger LOG = Logger.getLogger(ArgumentDecoder.class);

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
        JsonNode chosen = given == null || given.isNull() ? parameter.defaultValue() : given;
        // Of what is missing Jackson makes null, of a null what its type has for nothing.
        JsonNode value = chosen == null || chosen.isMissingNode() ? NullNode.getInstance() : chosen;
        try {
            return reader.readValue(value);
        } catch (IOException | RuntimeException refused) {
            // Its message may repeat what the model gave.
            LOG.debugf("The argument %s cannot be read: %s", parameter.argument(), refused.getClass().getName());
            Violation problem = new UnreadableArgument(parameter, reader.getConfig(), refused).problem();
            throw check.bad(List.of(problem), JsonNodeFactory.instance.objectNode().set(parameter.argument(), value));
        }
    }
}
