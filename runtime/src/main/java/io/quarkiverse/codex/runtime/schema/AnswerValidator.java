package io.quarkiverse.codex.runtime.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/**
 * Validates JSON against a schema of draft 2020-12 and says in plain words what does not fit. Thread-safe.
 */
final class AnswerValidator {

    private static final Pattern BRANCH = Pattern.compile("^(.*?/anyOf)/(\\d+)(/.*)?$");

    private final JsonSchema schema;

    AnswerValidator(JsonNode schema) {
        this(factory().getSchema(schema, config()));
        this.schema.initializeValidators();
    }

    private AnswerValidator(JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * The validator of schemas themselves.
     */
    static AnswerValidator ofSchemas() {
        return new AnswerValidator(factory().getSchema(SchemaLocation.of(SchemaId.V202012), config()));
    }

    private static JsonSchemaFactory factory() {
        // No schema is ever loaded from outside: an unresolvable reference must not become a request.
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.values(values -> values.clear())));
    }

    private static SchemaValidatorsConfig config() {
        return SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH)
                .pathType(PathType.JSON_POINTER).build();
    }

    /**
     * Returns every violation in the order of the document; empty if the answer fits.
     */
    List<Violation> validate(JsonNode answer) {
        Set<ValidationMessage> messages = schema.validate(answer);
        List<Violation> violations = new ArrayList<>();
        for (ValidationMessage message : messages) {
            if (!isWrongBranch(message, messages)) {
                violations.add(new Violation(message.getInstanceLocation().toString(), inWords(message)));
            }
        }
        return List.copyOf(violations);
    }

    /**
     * A value that is no member of an {@code anyOf} brings the complaints of every branch; that an object is not {@code null},
     * or
     * that it is not the alternative with another discriminator, helps nobody if another branch came closer.
     */
    private static boolean isWrongBranch(ValidationMessage message, Set<ValidationMessage> messages) {
        Matcher branch = BRANCH.matcher(message.getEvaluationPath().toString());
        if (!branch.matches()) {
            return false;
        }
        String base = branch.group(1) + "/";
        String mine = base + branch.group(2) + "/";
        boolean foreign = messages.stream().anyMatch(other -> isForeign(other, mine));
        return foreign && messages.stream().anyMatch(other -> {
            Matcher path = BRANCH.matcher(other.getEvaluationPath().toString());
            return path.matches() && (path.group(1) + "/").equals(base) && !path.group(2).equals(branch.group(2))
                    && messages.stream().noneMatch(third -> isForeign(third, base + path.group(2) + "/"));
        });
    }

    private static boolean isForeign(ValidationMessage message, String branch) {
        String path = message.getEvaluationPath().toString();
        if (!path.startsWith(branch)) {
            return false;
        }
        String rest = path.substring(branch.length());
        return rest.equals("type") || rest.equals("$ref/type")
                || message.getType().equals("enum") && rest.matches("(\\$ref/)?properties/[^/]+/enum")
                        && message.getSchemaNode().path("enum").size() == 1;
    }

    private static String inWords(ValidationMessage message) {
        Object[] arguments = message.getArguments();
        return switch (message.getType()) {
            case "type", "unionType" -> arguments[1] + " expected, " + arguments[0] + " found";
            case "required" -> "property '" + message.getProperty() + "' is missing";
            case "additionalProperties" -> "property '" + message.getProperty() + "' is not in the schema";
            case "enum" -> "one of " + arguments[0] + " expected";
            case "const" -> "the value " + arguments[0] + " expected";
            default -> withoutLocation(message);
        };
    }

    private static String withoutLocation(ValidationMessage message) {
        String prefix = message.getInstanceLocation() + ": ";
        String text = message.getMessage();
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
