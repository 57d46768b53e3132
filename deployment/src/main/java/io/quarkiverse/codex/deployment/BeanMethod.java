package io.quarkiverse.codex.deployment;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.arc.processor.BeanInfo;

/**
 * A method of a bean that bears an annotation of ours.
 *
 * @param bean the bean, or {@code null} when the method is of none
 * @param method the method, which the bean's class declares or inherits
 * @param annotation the annotation on the method
 */
record BeanMethod(BeanInfo bean, MethodInfo method, AnnotationInstance annotation) {

    /**
     * Returns how messages call the method, for example {@code org.acme.Tickets.close(String)}: with the class that declares
     * it.
     */
    String label() {
        StringBuilder label = new StringBuilder().append(method.declaringClass().name()).append('.').append(method.name())
                .append('(');
        for (Type parameter : method.parameterTypes()) {
            label.append(label.charAt(label.length() - 1) == '(' ? "" : ", ").append(simpleName(parameter));
        }
        return label.append(')').toString();
    }

    private static String simpleName(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            return simpleName(type.asArrayType().elementType()) + "[]".repeat(type.asArrayType().deepDimensions());
        }
        String name = type.name().toString();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
