package io.quarkiverse.codex.deployment;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The clients of the application.
 */
public final class CodexClientsBuildItem extends SimpleBuildItem {

    private final SortedSet<String> names;

    CodexClientsBuildItem(Set<String> names) {
        this.names = new TreeSet<>(names);
    }

    /**
     * Returns the names of the clients, sorted, so that every build records the same.
     */
    public SortedSet<String> names() {
        return names;
    }
}
