package io.quarkiverse.codex.runtime.schema;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Reads which properties Jackson would set on a bean, and the shape of each.
 */
final class PropertyReader {

    private final DeserializationConfig config;
    private final AnnotationIntrospector introspector;
    private final TypeReader types;

    PropertyReader(DeserializationConfig config, TypeReader types) {
        this.config = config;
        this.introspector = config.getAnnotationIntrospector();
        this.types = types;
    }

    List<BeanPropertyDefinition> of(JavaType type, BeanDescription bean) {
        BeanDescription source = bean;
        Class<?> builder = bean.findPOJOBuilder();
        if (builder != null) {
            source = config.introspectForBuilder(config.constructType(builder), bean);
        }
        Set<String> ignored = config.getDefaultPropertyIgnorals(type.getRawClass(), bean.getClassInfo())
                .findIgnoredForDeserialization();
        return source.findProperties().stream()
                .filter(this::isSettable)
                .filter(property -> !ignored.contains(property.getName()))
                .filter(property -> !isBackReference(property) && !isIgnoredType(property))
                .toList();
    }

    private boolean isSettable(BeanPropertyDefinition property) {
        if (property.hasConstructorParameter() || property.hasSetter() || property.hasField()) {
            return true;
        }
        return property.hasGetter() && config.isEnabled(MapperFeature.USE_GETTERS_AS_SETTERS)
                && property.getGetter().getType().isContainerType();
    }

    private boolean isBackReference(BeanPropertyDefinition property) {
        AnnotationIntrospector.ReferenceProperty reference = property.findReferenceType();
        return reference != null && reference.isBackReference();
    }

    private boolean isIgnoredType(BeanPropertyDefinition property) {
        return Boolean.TRUE.equals(introspector.isIgnorableType(
                config.introspectClassAnnotations(property.getPrimaryType()).getClassInfo()));
    }

    Shape.Field read(BeanPropertyDefinition property, String path) {
        AnnotatedMember member = property.getPrimaryMember();
        JavaType type = refined(property, member, path);
        if (introspector.findUnwrappingNameTransformer(member) != null) {
            throw TypeReader.unsupported(type, path, "@JsonUnwrapped hides the object whose properties these are",
                    "Remove the annotation, or declare the properties directly");
        }
        if (introspector.findDeserializer(member) != null || introspector.findContentDeserializer(member) != null
                || introspector.findDeserializationConverter(member) != null) {
            throw TypeReader.unsupported(type, path, "only its own deserializer knows what its JSON looks like",
                    "Remove the deserializer or converter, or give a hand-written schema");
        }
        PropertyHints hints = new PropertyHints(property);
        String description = property.getMetadata().getDescription();
        String pattern = temporalPattern(type, member);
        Shape shape;
        if (pattern != null) {
            shape = new Shape.Scalar(JsonNodeFactory.instance.objectNode().put("type", "string"));
            String format = "Written as " + pattern;
            description = description == null ? format : description + " " + format;
        } else {
            shape = Bounds.apply(types.read(type, path), hints.annotations(), types.dialect());
        }
        return new Shape.Field(hints.isNullable() && !type.isPrimitive() ? TypeReader.nullable(shape) : shape, description);
    }

    private JavaType refined(BeanPropertyDefinition property, AnnotatedMember member, String path) {
        try {
            return introspector.refineDeserializationType(config, member, property.getPrimaryType());
        } catch (JsonMappingException contradiction) {
            throw TypeReader.unsupported(property.getPrimaryType(), path, contradiction.getOriginalMessage(),
                    "Correct the annotation");
        }
    }

    private String temporalPattern(JavaType type, AnnotatedMember member) {
        JsonFormat.Value format = introspector.findFormat(member);
        return format != null && format.hasPattern() && ScalarTypes.isTemporal(type.getRawClass()) ? format.getPattern() : null;
    }

    static String description(DeserializationConfig config, BeanDescription bean) {
        String description = config.getAnnotationIntrospector().findClassDescription(bean.getClassInfo());
        return description == null || description.isBlank() ? null : description;
    }
}
