package io.quarkiverse.codex.runtime.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

/**
 * What {@code @JsonTypeInfo} and {@code @JsonSubTypes} say about a type: its concrete subtypes and the property that tells them
 * apart.
 */
final class Subtypes {

    private final ObjectMapper mapper;
    private final SerializationConfig config;

    Subtypes(ObjectMapper mapper) {
        this.mapper = mapper;
        this.config = mapper.getSerializationConfig();
    }

    boolean arePolymorphic(JavaType type) {
        return serializer(type) != null;
    }

    String discriminator(JavaType type) {
        return serializer(type).getPropertyName();
    }

    String nameOf(JavaType type, String path) {
        try {
            return serializer(type).getTypeIdResolver().idFromValueAndType(null, type.getRawClass());
        } catch (RuntimeException unnamed) {
            throw TypeReader.unsupported(type, path, "its type id depends on the value",
                    "Use @JsonTypeInfo(use = NAME) with @JsonSubTypes");
        }
    }

    /**
     * The concrete subtypes by the name that stands for them, the type itself included if it is concrete, in order of
     * declaration.
     */
    Map<String, JavaType> of(JavaType type, String path) {
        JsonTypeInfo.As inclusion = serializer(type).getTypeInclusion();
        if (inclusion != JsonTypeInfo.As.PROPERTY && inclusion != JsonTypeInfo.As.EXISTING_PROPERTY) {
            throw TypeReader.unsupported(type, path, "a type id as " + inclusion + " has no strict schema",
                    "Use @JsonTypeInfo(include = PROPERTY)");
        }
        AnnotatedClass annotated = AnnotatedClassResolver.resolveWithoutSuperTypes(config, type, config);
        Collection<NamedType> named = mapper.getSubtypeResolver().collectAndResolveSubtypesByClass(config, annotated);
        Map<String, JavaType> subtypes = new LinkedHashMap<>();
        for (NamedType candidate : named) {
            JavaType subtype = candidate.getType() == type.getRawClass() ? type
                    : config.getTypeFactory().constructSpecializedType(type, candidate.getType());
            if (!subtype.isAbstract()) {
                subtypes.putIfAbsent(nameOf(subtype, path), subtype);
            }
        }
        if (subtypes.isEmpty()) {
            throw TypeReader.unsupported(type, path, "it has @JsonTypeInfo but no subtype is known",
                    "List the implementations with @JsonSubTypes");
        }
        return subtypes;
    }

    private TypeSerializer serializer(JavaType type) {
        try {
            return mapper.getSerializerProviderInstance().findTypeSerializer(type);
        } catch (JsonMappingException contradiction) {
            throw TypeReader.unsupported(type, type.getRawClass().getSimpleName(), contradiction.getOriginalMessage(),
                    "Correct @JsonTypeInfo");
        }
    }
}
