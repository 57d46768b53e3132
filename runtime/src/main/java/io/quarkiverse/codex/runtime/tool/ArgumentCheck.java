package io.quarkiverse.codex.runtime.tool;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.schema.SchemaCheck;
import io.quarkiverse.codex.runtime.schema.Violation;
import io.quarkiverse.codex.tool.ToolInfo;

/**
 * Checks what the model gives for a tool's arguments. Thread-safe.
 */
final class ArgumentCheck {

    /** Enough to mend a call by; a model that needs more has not read the schema. */
    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_VALUE = 80;

    private final ToolInfo tool;
    private volatile SchemaCheck schema;

    ArgumentCheck(ToolInfo tool) {
        this.tool = tool;
    }

    /**
     * Returns the arguments, if they fit the schema.
     *
     * @throws BadArgumentsException if not
     */
    ObjectNode check(JsonNode given) {
        JsonNode arguments = given.isNull() || given.isMissingNode() ? JsonNodeFactory.instance.objectNode() : given;
        List<Violation> problems = schema().check(arguments);
        if (!problems.isEmpty() || !(arguments instanceof ObjectNode)) {
            throw bad(problems, arguments);
        }
        return (ObjectNode) arguments;
    }

    /**
     * Says of arguments what is wrong with them.
     */
    BadArgumentsException bad(List<Violation> problems, JsonNode arguments) {
        return bad(problems.stream().limit(MOST_PROBLEMS).map(problem -> inWords(problem, arguments))
                .collect(Collectors.joining("\n")));
    }

    BadArgumentsException bad(String problems) {
        return new BadArgumentsException("The arguments of " + tool.qualifiedName() + " are wrong:\n" + problems);
    }

    private SchemaCheck schema() {
        SchemaCheck made = schema;
        if (made == null) {
            made = new SchemaCheck(tool.inputSchema());
            schema = made;
        }
        return made;
    }

    private static String inWords(Violation problem, JsonNode arguments) {
        JsonNode given = arguments.at(problem.pointer());
        String where = problem.pointer().isEmpty() ? "(arguments)" : problem.pointer();
        return where + ": " + problem.message() + got(given);
    }

    private static String got(JsonNode given) {
        if (!given.isValueNode()) {
            return "";
        }
        // Jackson puts infinity, which it makes of numbers that are too large, into quotation marks.
        String value = given.isNumber() ? given.asText() : given.toString();
        return ", got " + abbreviated(value);
    }

    private static String abbreviated(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
