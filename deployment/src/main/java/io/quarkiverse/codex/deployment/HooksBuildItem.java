package io.quarkiverse.codex.deployment;

import java.util.List;

import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The hooks of the application.
 */
public final class HooksBuildItem extends SimpleBuildItem {

    private final List<HookMethod> methods;

    HooksBuildItem(List<HookMethod> methods) {
        this.methods = methods;
    }

    /**
     * Returns the hooks in the order in which they run, which is the same in every build.
     */
    public List<HookMethod> methods() {
        return methods;
    }
}
