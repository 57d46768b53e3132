package io.quarkiverse.codex.runtime.schema;

import java.lang.reflect.Field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Reads an enum's names off its class without running any of its code, as a build has to.
 */
final class EnumNames {

    private EnumNames() {
    }

    /**
     * Tells whether the names stand in the class, and are not computed by it.
     */
    static boolean areKnown(JavaType type, ObjectMapper mapper) {
        Class<?> raw = type.getRawClass();
        return raw.isEnum() && !raw.isAnnotationPresent(EnumNaming.class)
                && mapper.getSerializationConfig().introspect(type).findJsonValueAccessor() == null;
    }

    static ArrayNode of(JavaType type, String path) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (Field field : type.getRawClass().getDeclaredFields()) {
            if (field.isEnumConstant() && !field.isAnnotationPresent(JsonIgnore.class)) {
                JsonProperty name = field.getAnnotation(JsonProperty.class);
                names.add(name == null || name.value().isEmpty() ? field.getName() : name.value());
            }
        }
        if (names.isEmpty()) {
            throw TypeReader.unsupported(type, path, "an enum without constants allows no value", "Give it a constant");
        }
        return names;
    }
}
