package io.quarkiverse.codex.runtime.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
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

    /** Made once: it compiles the metaschema. It keeps no schema that it is given as JSON. */
    private static final JsonSchemaFactory FACTORY = factory();
    private static final SchemaValidatorsConfig CONFIG = config();

    private final JsonSchema schema;

    AnswerValidator(JsonNode schema) {
        this(FACTORY.getSchema(schema, CONFIG));
        this.schema.initializeValidators();
    }

    private AnswerValidator(JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * The validator of schemas themselves.
     */
    static AnswerValidator ofSchemas() {
        return new AnswerValidator(FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG));
    }

    private static JsonSchemaFactory factory() {
        // No schema is ever loaded from outside: an unresolvable reference must not become a request.
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, builder -> builder
                .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012()).format(new DurationFormat()).build())
                .schemaLoaders(loaders -> loaders.values(values -> values.clear())));
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
        WrongBranches wrongBranches = new WrongBranches(messages);
        List<Violation> violations = new ArrayList<>();
        for (ValidationMessage message : messages) {
            if (!wrongBranches.include(message)) {
                violations.add(new Violation(message.getInstanceLocation().toString(), inWords(message)));
            }
        }
        return List.copyOf(violations);
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

    /**
     * ISO 8601 with fractions of a second and a sign, as {@link java.time.Duration} writes it; RFC 3339's grammar knows
     * neither.
     */
    private static final class DurationFormat implements Format {

        private static final Pattern ISO = Pattern.compile("[-+]?P(?=.)([-+]?\\d+Y)?([-+]?\\d+M)?([-+]?\\d+W)?([-+]?\\d+D)?"
                + "(T(?=.)([-+]?\\d+H)?([-+]?\\d+M)?([-+]?\\d+(\\.\\d{1,9})?S)?)?");

        @Override
        public String getName() {
            return "duration";
        }

        @Override
        public boolean matches(ExecutionContext context, String text) {
            return ISO.matcher(text).matches();
        }

        @Override
        public String getMessageKey() {
            return "format.duration";
        }
    }
}
