package io.quarkiverse.codex.runtime.schema;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Finds types that must contain themselves: the model could never finish such an answer.
 */
final class EndlessShapes {

    private EndlessShapes() {
    }

    /**
     * Finds an object that no finite JSON can satisfy because it must contain itself, or returns {@code null}.
     */
    static Shape.Composite find(Shape root) {
        Set<Shape> finite = identitySet();
        Set<Shape> all = identitySet();
        boolean changed = true;
        while (changed) {
            int before = finite.size();
            Set<Shape> visited = identitySet();
            ends(root, finite, all, visited);
            changed = finite.size() > before;
        }
        return all.stream().filter(shape -> !finite.contains(shape)).map(Shape.Composite.class::cast)
                .min((one, other) -> one.name().compareTo(other.name())).orElse(null);
    }

    private static boolean ends(Shape shape, Set<Shape> finite, Set<Shape> all, Set<Shape> visited) {
        if (shape instanceof Shape.Nullable nullable) {
            ends(nullable.shape(), finite, all, visited);
            return true;
        }
        if (shape instanceof Shape.Items items) {
            ends(items.item(), finite, all, visited);
            return true;
        }
        if (shape instanceof Shape.Entries entries) {
            ends(entries.value(), finite, all, visited);
            return true;
        }
        if (!(shape instanceof Shape.Composite)) {
            return true;
        }
        all.add(shape);
        if (visited.add(shape)) {
            boolean every = true;
            boolean any = false;
            if (shape instanceof Shape.Fields object) {
                for (Shape.Field field : object.fields().values()) {
                    every &= ends(field.shape(), finite, all, visited);
                }
                any = every;
            } else if (shape instanceof Shape.Choice choice) {
                for (Shape.Fields option : choice.options().values()) {
                    any |= ends(option, finite, all, visited);
                }
            }
            if (any) {
                finite.add(shape);
            }
        }
        return finite.contains(shape);
    }

    private static Set<Shape> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
