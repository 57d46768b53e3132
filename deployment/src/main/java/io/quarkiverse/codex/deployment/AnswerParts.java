package io.quarkiverse.codex.deployment;

import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import com.fasterxml.jackson.annotation.JsonSubTypes;

/**
 * The types of answers and those of all they hold. Goes through subtypes, which the platform's own walk along a hierarchy
 * registers but does not enter.
 */
final class AnswerParts {

    private static final DotName SUBTYPES = DotName.createSimple(JsonSubTypes.class);

    private final IndexView index;
    private final Set<DotName> names = new TreeSet<>();

    AnswerParts(IndexView index) {
        this.index = index;
    }

    /**
     * Returns the names of what was added and what that holds, sorted, so that every build registers the same.
     */
    Set<DotName> names() {
        return names;
    }

    void add(DotName name) {
        ClassInfo type = index.getClassByName(name);
        if (type == null || !names.add(name)) {
            return;
        }
        for (FieldInfo field : type.fields()) {
            add(field.type());
        }
        for (MethodInfo method : type.methods()) {
            if (method.parametersCount() == 0) {
                add(method.returnType());
            }
        }
        if (type.superClassType() != null) {
            add(type.superClassType());
        }
        AnnotationInstance subtypes = type.declaredAnnotation(SUBTYPES);
        if (subtypes != null) {
            for (AnnotationInstance subtype : subtypes.value().asNestedArray()) {
                add(subtype.value().asClass());
            }
        }
    }

    void add(Type type) {
        switch (type.kind()) {
            case CLASS -> add(type.name());
            case ARRAY -> add(type.asArrayType().elementType());
            case PARAMETERIZED_TYPE -> {
                add(type.name());
                type.asParameterizedType().arguments().forEach(this::add);
            }
            case WILDCARD_TYPE -> add(type.asWildcardType().extendsBound());
            default -> {
                // A primitive type, or a variable whose value shows where the type is used.
            }
        }
    }
}
