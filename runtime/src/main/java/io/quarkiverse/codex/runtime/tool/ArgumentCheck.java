package io.quarkiverse.codex.runtime.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonPointer;
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
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
            findInfinite(arguments, JsonPointer.empty(), problems);
        }
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

    /** Whoever has read a number as a double has made infinity of one that is too large, which no schema has to forbid. */
    private static void findInfinite(JsonNode value, JsonPointer where, List<Violation> problems) {
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            problems.add(new Violation(where.toString(),
                    "number from " + -Double.MAX_VALUE + " to " + Double.MAX_VALUE + " expected"));
        }
        value.properties().forEach(property -> findInfinite(property.getValue(), where.appendProperty(property.getKey()),
                problems));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                findInfinite(value.get(i), where.appendIndex(i), problems);
            }
        }
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
