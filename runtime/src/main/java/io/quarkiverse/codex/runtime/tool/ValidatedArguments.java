package io.quarkiverse.codex.runtime.tool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/**
 * The objections of Bean Validation. To be used only in an application that has it.
 */
public final class ValidatedArguments implements ArgumentObjections {

    @Override
    public List<Objection> of(Throwable failure, String beanClass, String method) {
        if (!(failure instanceof ConstraintViolationException invalid) || invalid.getConstraintViolations() == null) {
            return List.of();
        }
        List<Objection> objections = new ArrayList<>();
        for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
            Iterator<Path.Node> path = violation.getPropertyPath().iterator();
            // What the method itself has had validated, or returns, the model can do nothing about.
            if (!isOf(beanClass, violation.getRootBeanClass()) || !path.hasNext() || !path.next().getName().equals(method)
                    || !path.hasNext()) {
                return List.of();
            }
            Path.Node argument = path.next();
            if (argument.getKind() == ElementKind.PARAMETER) {
                int parameter = argument.as(Path.ParameterNode.class).getParameterIndex();
                objections.add(new Objection(parameter, rest(path), violation.getMessage()));
            } else if (argument.getKind() == ElementKind.CROSS_PARAMETER) {
                objections.add(new Objection(-1, List.of(), violation.getMessage()));
            } else {
                return List.of();
            }
        }
        return objections;
    }

    /** The bean's own class, or the one that ArC has made of it for its interceptors. */
    private static boolean isOf(String beanClass, Class<?> root) {
        Class<?> candidate = root;
        while (candidate != null && !candidate.getName().equals(beanClass)) {
            candidate = candidate.getSuperclass();
        }
        return candidate != null;
    }

    private static List<String> rest(Iterator<Path.Node> path) {
        List<String> steps = new ArrayList<>();
        while (path.hasNext()) {
            Path.Node node = path.next();
            if (node.isInIterable()) {
                Object place = node.getIndex() == null ? node.getKey() : node.getIndex();
                if (place == null) {
                    // An element of a set has no place that could be named.
                    return steps;
                }
                steps.add(place.toString());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                steps.add(node.getName());
            }
        }
        return steps;
    }
}
