package io.quarkiverse.codex.runtime.schema;

import java.lang.reflect.Type;
import java.util.List;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes output schemas for one {@link ObjectMapper}. Schemas of classes are kept for as long as the class is loaded.
 * Thread-safe;
 * one instance per mapper is enough for an application.
 */
public final class OutputSchemas {

    private final ObjectMapper mapper;
    private final ClassValue<OutputSchema<?>> ofClasses;

    /**
     * @param mapper the mapper that will decode the answers, never {@code null}; not to be reconfigured afterwards
     */
    public OutputSchemas(ObjectMapper mapper) {
        this.mapper = mapper;
        // The cached schemas must not refer to this cache, or neither could ever be collected.
        this.ofClasses = new ClassValue<>() {
            @Override
            protected OutputSchema<?> computeValue(Class<?> type) {
                return generate(mapper, mapper.constructType(type));
            }
        };
    }

    /**
     * Returns the schema of a class. A root that is no object, such as an enum, a number or a {@code String}, is asked for as
     * {@code {"value": …}} and unwrapped when decoded.
     *
     * @throws UnsupportedTypeException if the type, or one inside it, has no strict schema
     */
    @SuppressWarnings("unchecked")
    public <T> OutputSchema<T> of(Class<T> type) {
        return (OutputSchema<T>) ofClasses.get(type);
    }

    /**
     * Returns the schema of a generic type, for example the type of a {@code List<Finding>}; made anew with every call.
     *
     * @throws UnsupportedTypeException if the type, or one inside it, has no strict schema
     */
    public OutputSchema<?> of(Type type) {
        return type instanceof Class<?> plain ? of(plain) : generate(mapper, mapper.constructType(type));
    }

    /**
     * Takes a hand-written schema whose answers are decoded to a type of the caller's choice, {@link JsonNode} for example.
     *
     * @throws InvalidSchemaException listing all problems if the schema is not a strict one
     */
    public <T> OutputSchema<T> handWritten(JsonNode schema, Class<T> type) {
        StrictSchemaCheck.require(schema);
        return new OutputSchema<>(mapper, mapper.constructType(type), (ObjectNode) schema, null, false);
    }

    private static OutputSchema<?> generate(ObjectMapper mapper, JavaType type) {
        String path = type.getRawClass().getSimpleName();
        Shape shape = new TypeReader(mapper, Dialect.ANSWER).readRoot(type, path);
        boolean wrapped = !(shape instanceof Shape.Fields);
        Shape.Fields root;
        if (shape instanceof Shape.Fields fields) {
            root = fields;
        } else {
            root = new Shape.Fields("Answer", null);
            root.fields().put(OutputSchema.VALUE, new Shape.Field(shape, null));
        }
        Shape.Composite endless = EndlessShapes.find(root);
        if (endless != null) {
            throw TypeReader.unsupported(type, path, endless.name() + " must contain itself, so no answer could ever end",
                    "Make the property nullable (@Nullable or Optional) or a list");
        }
        ObjectNode json = SchemaWriter.write(root, Dialect.ANSWER);
        List<Violation> problems = StrictSchemaCheck.rules(json);
        if (!problems.isEmpty()) {
            throw TypeReader.unsupported(type, path, "its schema is not strict: " + problems, "Ask for a smaller type");
        }
        return new OutputSchema<>(mapper, type, json, root, wrapped);
    }
}
