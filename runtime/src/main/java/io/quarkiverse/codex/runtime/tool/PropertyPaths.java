package io.quarkiverse.codex.runtime.tool;

import java.util.List;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Finds in JSON what is known by its names in Java.
 */
final class PropertyPaths {

    private PropertyPaths() {
    }

    /**
     * Returns where something is in JSON.
     *
     * @param argument the argument's name
     * @param type the argument's type
     * @param path properties by their names in Java, and the indexes and keys of what contains things
     * @param config tells what properties are called in JSON
     */
    static String pointer(String argument, JavaType type, List<String> path, DeserializationConfig config) {
        JsonPointer pointer = JsonPointer.empty().appendProperty(argument);
        JavaType at = type;
        for (String step : path) {
            while (at != null && at.isReferenceType()) {
                at = at.getReferencedType();
            }
            if (at != null && at.isContainerType()) {
                pointer = pointer.appendProperty(step);
                at = at.getContentType();
            } else {
                BeanPropertyDefinition property = at == null ? null : property(at, step, config);
                pointer = pointer.appendProperty(property == null ? step : property.getName());
                at = property == null ? null : property.getPrimaryType();
            }
        }
        return pointer.toString();
    }

    /**
     * Returns the type of what lies a step inside a value, or {@code null} if the type does not tell.
     *
     * @param step an index, a key, or a property by its name in JSON
     */
    static JavaType inside(JavaType type, JsonMappingException.Reference step, DeserializationConfig config) {
        JavaType at = type;
        while (at.isReferenceType()) {
            at = at.getReferencedType();
        }
        if (at.isContainerType()) {
            return at.getContentType();
        }
        return config.introspect(at).findProperties().stream()
                .filter(property -> property.getName().equals(step.getFieldName())).findFirst()
                .map(BeanPropertyDefinition::getPrimaryType).orElse(null);
    }

    private static BeanPropertyDefinition property(JavaType type, String name, DeserializationConfig config) {
        return config.introspect(type).findProperties().stream()
                .filter(property -> property.getInternalName().equals(name)).findFirst().orElse(null);
    }
}
