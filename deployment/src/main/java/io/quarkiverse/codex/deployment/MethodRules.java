package io.quarkiverse.codex.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.MethodInfo;

/**
 * What keeps a method from being called for a bean.
 */
final class MethodRules {

    private MethodRules() {
    }

    /**
     * Checks a method.
     *
     * @param role what the method wants to be, for example {@code a tool}
     * @return what is wrong and what to do about it, each without the method's name; empty for a good method
     */
    static List<String> problems(BeanMethod candidate, String role) {
        MethodInfo method = candidate.method();
        List<String> problems = new ArrayList<>();
        if (Modifier.isPrivate(method.flags())) {
            problems.add("a private method cannot be " + role + ": leave out 'private'");
        }
        if (Modifier.isStatic(method.flags())) {
            problems.add("a static method cannot be " + role + ": leave out 'static', so that it is called for a bean");
        }
        if (Modifier.isAbstract(method.flags())) {
            problems.add("an abstract method cannot be " + role
                    + ": move the annotation to the methods that implement it");
        }
        if (!method.typeParameters().isEmpty()) {
            problems.add("a generic method cannot be " + role + ": replace its type parameters by types");
        }
        if (problems.isEmpty() && candidate.bean() == null) {
            problems.add("its class is no bean, so there is nothing that it could be called for: make "
                    + method.declaringClass().name() + " a class that CDI can make, or move the method");
        }
        return problems;
    }
}
