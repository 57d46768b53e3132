package io.quarkiverse.codex.runtime.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.ResolvedRecursiveType;

/**
 * Reads a type's shape by asking the application's {@link ObjectMapper}, so that names, order, ignored properties and subtypes
 * are those that the same mapper will read. One reader reads one root; it is not thread-safe.
 */
final class TypeReader {

    private static final int DEEPEST = 64;

    private final ObjectMapper mapper;
    private final Dialect dialect;
    private final DeserializationConfig config;
    private final Deserializers deserializers;
    private final Subtypes subtypes;
    private final Map<JavaType, Shape.Fields> objects = new HashMap<>();
    private final Map<JavaType, Shape.Choice> choices = new HashMap<>();
    /** What has been read to its end. To find out what kind of bean a type is takes longer than all the rest. */
    private final Map<JavaType, Shape> beans = new HashMap<>();
    private int depth;

    TypeReader(ObjectMapper mapper, Dialect dialect) {
        this.mapper = mapper;
        this.dialect = dialect;
        this.config = mapper.getDeserializationConfig();
        this.deserializers = new Deserializers(mapper);
        this.subtypes = new Subtypes(mapper);
    }

    Dialect dialect() {
        return dialect;
    }

    Shape readRoot(JavaType type, String path) {
        try {
            Shape shape = read(type, path);
            deserializers.require(type, path);
            return shape;
        } catch (UnsupportedTypeException unsupported) {
            // What was read by halves would pass for whole the next time.
            objects.clear();
            choices.clear();
            beans.clear();
            depth = 0;
            throw unsupported;
        }
    }

    Shape read(JavaType type, String path) {
        if (++depth > DEEPEST) {
            throw unsupported(type, path, "the type contains ever new types of itself",
                    "Use a recursive record instead of a recursive collection or a growing type argument");
        }
        try {
            return shape(type instanceof ResolvedRecursiveType recursive ? recursive.getSelfReferencedType() : type, path);
        } finally {
            depth--;
        }
    }

    private Shape shape(JavaType type, String path) {
        Class<?> raw = type.getRawClass();
        Shape.Scalar scalar = ScalarTypes.of(raw, dialect);
        if (scalar != null) {
            return scalar;
        }
        if (raw == OptionalInt.class) {
            return new Shape.Nullable(ScalarTypes.of(int.class, dialect));
        }
        if (raw == OptionalLong.class) {
            return new Shape.Nullable(ScalarTypes.of(long.class, dialect));
        }
        if (raw == OptionalDouble.class) {
            return new Shape.Nullable(ScalarTypes.of(double.class, dialect));
        }
        if (type.isReferenceType()) {
            return nullable(read(type.getReferencedType(), path));
        }
        if (dialect == Dialect.ARGUMENTS && (raw == Object.class || JsonNode.class.isAssignableFrom(raw))) {
            return free(raw);
        }
        if (raw == Object.class) {
            throw unsupported(type, path, "it may hold anything",
                    "Declare the type that is meant; a raw type or a wildcard without a bound counts as Object");
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            throw unsupported(type, path, "free-form JSON has no fixed properties", "Declare a record that says what is in it");
        }
        if (type.isMapLikeType()) {
            return entries(type, path);
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return new Shape.Items(read(type.getContentType(), path + "[]"), JsonNodeFactory.instance.objectNode());
        }
        if (type.isEnumType() || raw.isEnum()) {
            return constants(type, path);
        }
        Shape known = beans.get(type);
        if (known == null) {
            known = bean(type, path);
            beans.put(type, known);
        }
        return known;
    }

    private static Shape.Free free(Class<?> type) {
        ObjectNode keywords = JsonNodeFactory.instance.objectNode();
        if (type == ObjectNode.class) {
            keywords.put("type", "object");
        } else if (type == ArrayNode.class) {
            keywords.put("type", "array");
        }
        return new Shape.Free(keywords);
    }

    private Shape entries(JavaType type, String path) {
        Shape key = type.getKeyType().isEnumType() ? enumKeys(type.getKeyType(), path)
                : type.getKeyType().hasRawClass(Object.class) ? null : ScalarTypes.of(type.getKeyType().getRawClass(), dialect);
        if (!(key instanceof Shape.Scalar scalar)) {
            throw unsupported(type.getKeyType(), path + "{key}", "a map's key is text in JSON",
                    "Use a String, an enum, a number, a date or a UUID as the key, or a list of records");
        }
        return new Shape.Entries(scalar, read(type.getContentType(), path + "{}"), JsonNodeFactory.instance.objectNode());
    }

    private Shape.Scalar constants(JavaType type, String path) {
        if (dialect == Dialect.ARGUMENTS && EnumNames.areKnown(type, mapper)) {
            return enumeration(EnumNames.of(type, path));
        }
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (Object constant : requireConstants(type, path)) {
            JsonNode value = mapper.valueToTree(constant);
            if (!value.isTextual() && !value.isIntegralNumber()) {
                throw unsupported(type, path, "its constants are written as " + value.getNodeType(),
                        "Let the enum be written as text or as a whole number");
            }
            values.add(value);
        }
        return enumeration(values);
    }

    private Shape.Scalar enumKeys(JavaType type, String path) {
        if (dialect == Dialect.ARGUMENTS && EnumNames.areKnown(type, mapper)) {
            return enumeration(EnumNames.of(type, path));
        }
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (Object constant : requireConstants(type, path)) {
            names.add(mapper.valueToTree(Map.of(constant, 1)).fieldNames().next());
        }
        return enumeration(names);
    }

    private static Object[] requireConstants(JavaType type, String path) {
        Object[] constants = type.getRawClass().getEnumConstants();
        if (constants == null || constants.length == 0) {
            throw unsupported(type, path, "an enum without constants allows no value", "Give it a constant");
        }
        return constants;
    }

    private static Shape.Scalar enumeration(ArrayNode values) {
        ObjectNode keywords = JsonNodeFactory.instance.objectNode()
                .put("type", values.get(0).isTextual() ? "string" : "integer");
        keywords.set("enum", values);
        return new Shape.Scalar(keywords);
    }

    private Shape bean(JavaType type, String path) {
        BeanDescription bean = config.introspect(type);
        AnnotatedMember value = mapper.getSerializationConfig().introspect(type).findJsonValueAccessor();
        if (value != null) {
            return read(value.getType(), path);
        }
        if (subtypes.arePolymorphic(type)) {
            Map<String, JavaType> options = subtypes.of(type, path);
            if (options.size() > 1 || !options.containsValue(type)) {
                return choice(type, bean, options, path);
            }
        } else if (type.isAbstract()) {
            throw unsupported(type, path, type.isInterface() ? "it is an interface" : "it is abstract",
                    "Use a record, or tell its implementations with @JsonTypeInfo(use = NAME) and @JsonSubTypes");
        }
        return switch (deserializers.kindOf(type, bean)) {
            case OBJECT -> object(type, bean, path);
            case TEXT -> ScalarTypes.of(String.class, dialect);
            case OTHER -> throw unsupported(type, path, "only its own deserializer knows what its JSON looks like",
                    "Use a record, annotate a method with @JsonValue, or give a hand-written schema");
        };
    }

    private Shape.Choice choice(JavaType type, BeanDescription bean, Map<String, JavaType> options, String path) {
        Shape.Choice known = choices.get(type);
        if (known != null) {
            return known;
        }
        Shape.Choice choice = new Shape.Choice(nameOf(type), PropertyReader.description(config, bean),
                subtypes.discriminator(type));
        choices.put(type, choice);
        for (Map.Entry<String, JavaType> option : new LinkedHashMap<>(options).entrySet()) {
            JavaType subtype = option.getValue();
            choice.options().put(option.getKey(), object(subtype, config.introspect(subtype),
                    path + "(" + subtype.getRawClass().getSimpleName() + ")"));
        }
        return choice;
    }

    private Shape.Fields object(JavaType type, BeanDescription bean, String path) {
        Shape.Fields known = objects.get(type);
        if (known != null) {
            return known;
        }
        Shape.Fields object = new Shape.Fields(nameOf(type), PropertyReader.description(config, bean));
        objects.put(type, object);
        if (subtypes.arePolymorphic(type)) {
            ArrayNode name = JsonNodeFactory.instance.arrayNode().add(subtypes.nameOf(type, path));
            object.fields().put(subtypes.discriminator(type), new Shape.Field(enumeration(name), null));
        }
        PropertyReader properties = new PropertyReader(config, this);
        for (BeanPropertyDefinition property : properties.of(type, bean)) {
            if (!object.fields().containsKey(property.getName())) {
                object.fields().put(property.getName(), properties.read(property, path + "." + property.getName()));
            }
        }
        if (object.fields().isEmpty()) {
            throw unsupported(type, path, "Jackson finds no property that it could set",
                    "Use a record, or give the class setters or a @JsonCreator constructor");
        }
        return object;
    }

    static Shape nullable(Shape shape) {
        return shape instanceof Shape.Nullable ? shape : new Shape.Nullable(shape);
    }

    private static String nameOf(JavaType type) {
        StringBuilder name = new StringBuilder(type.getRawClass().getSimpleName());
        for (int argument = 0; argument < type.containedTypeCount(); argument++) {
            name.append('_').append(nameOf(type.containedType(argument)));
        }
        return name.toString().replaceAll("[^A-Za-z0-9_]", "");
    }

    static UnsupportedTypeException unsupported(JavaType type, String path, String problem, String mend) {
        return new UnsupportedTypeException(type.toCanonical(), path, problem, mend);
    }
}
