package io.quarkiverse.codex.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;

import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;

/**
 * A container without beans, for its request contexts: what a build would generate.
 */
public final class NoBeans implements ComponentsProvider {

    @Override
    public Components getComponents(CurrentContextFactory contexts) {
        Set<String> qualifiers = Set.of(Any.class.getName(), Default.class.getName(), Initialized.class.getName(),
                BeforeDestroyed.class.getName(), Destroyed.class.getName());
        return new Components(List.of(), List.of(), List.of(), Set.of(), Map.of(), List::of, Map.of(), qualifiers, Map.of());
    }
}
