package io.quarkiverse.codex.runtime.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * The annotations of a property that Jackson's own introspection does not interpret, gathered from every place a property may
 * carry them. Type-use annotations, which JSpecify and others are, count as well.
 */
final class PropertyHints {

    private final List<Annotation> annotations = new ArrayList<>();

    PropertyHints(BeanPropertyDefinition property) {
        AnnotatedParameter parameter = property.getConstructorParameter();
        if (parameter != null && parameter.getOwner().getAnnotated() instanceof Executable executable
                && parameter.getIndex() < executable.getParameterCount()) {
            add(executable.getParameters()[parameter.getIndex()],
                    executable.getParameters()[parameter.getIndex()].getAnnotatedType());
        }
        if (property.getField() != null) {
            Field field = property.getField().getAnnotated();
            add(field, field.getAnnotatedType());
        }
        if (property.getGetter() != null) {
            Method getter = property.getGetter().getAnnotated();
            add(getter, getter.getAnnotatedReturnType());
        }
        if (property.getSetter() != null && property.getSetter().getAnnotated().getParameterCount() == 1) {
            Method setter = property.getSetter().getAnnotated();
            add(setter, setter.getParameters()[0], setter.getParameters()[0].getAnnotatedType());
        }
        Stream.of(property.getConstructorParameter(), property.getField(), property.getGetter(), property.getSetter())
                .filter(member -> member != null)
                .map((AnnotatedMember member) -> member.getAnnotation(JsonProperty.class))
                .filter(annotation -> annotation != null)
                .forEach(annotations::add);
    }

    private void add(AnnotatedElement... elements) {
        for (AnnotatedElement element : elements) {
            annotations.addAll(List.of(element.getAnnotations()));
        }
    }

    /**
     * Tells whether the property is declared as one that may be absent. {@code @JsonProperty(required = false)} cannot be told
     * from a {@code @JsonProperty} that is only there for the name; {@code isRequired = OptBoolean.FALSE} can.
     */
    boolean isNullable() {
        return annotations.stream().anyMatch(annotation -> annotation instanceof JsonProperty property
                ? property.isRequired() == OptBoolean.FALSE
                : annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    List<Annotation> annotations() {
        return annotations;
    }
}
