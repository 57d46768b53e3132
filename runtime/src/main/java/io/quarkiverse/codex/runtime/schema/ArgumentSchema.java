package io.quarkiverse.codex.runtime.schema;

import java.lang.annotation.Annotation;
import java.util.List;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes the schema of a tool's arguments, one by one. Not thread-safe.
 * <p>
 * No code of the types runs, not even their initializers, unless one of them is an enum whose JSON is what a method returns.
 */
public final class ArgumentSchema {

    private final TypeReader types;
    private final Shape.Fields root = new Shape.Fields("Arguments", null);

    /**
     * @param mapper the mapper that will read the arguments, never {@code null}
     */
    public ArgumentSchema(ObjectMapper mapper) {
        this(new TypeReader(mapper, Dialect.ARGUMENTS));
    }

    private ArgumentSchema(TypeReader types) {
        this.types = types;
    }

    /**
     * Begins the schema of another tool, which need not read the types again that this one has read.
     *
     * @return a schema of no arguments, never {@code null}; not to be used at the same time as this one
     */
    public ArgumentSchema another() {
        return new ArgumentSchema(types);
    }

    /**
     * Adds an argument.
     *
     * @param name its name
     * @param type its type
     * @param description what it means, or {@code null}
     * @param required whether it has to be given; what is an {@code Optional} never has to
     * @param annotations those of the parameter, for the bounds among them
     * @return whether it has to be given
     * @throws UnsupportedTypeException if the type, or one inside it, has no schema
     */
    public boolean add(String name, JavaType type, String description, boolean required, List<Annotation> annotations) {
        Shape shape = Bounds.apply(types.readRoot(type, name), annotations, Dialect.ARGUMENTS);
        Shape.Composite endless = EndlessShapes.find(shape);
        if (endless != null) {
            throw TypeReader.unsupported(type, name, endless.name() + " must contain itself, so no value could ever end",
                    "Make the property nullable (@Nullable or Optional) or a list");
        }
        root.fields().put(name, new Shape.Field(required ? shape : TypeReader.nullable(shape), description));
        return required && !(shape instanceof Shape.Nullable);
    }

    /**
     * Returns the schema of all arguments, an object's.
     *
     * @return the schema, the same for the same arguments every time; never {@code null}
     */
    public ObjectNode json() {
        return SchemaWriter.write(root, Dialect.ARGUMENTS);
    }
}
