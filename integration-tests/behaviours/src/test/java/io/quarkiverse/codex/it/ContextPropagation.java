package io.quarkiverse.codex.it;

import io.smallrye.mutiny.Uni;

/**
 * Sets up Mutiny's context propagation, once for all tests of the JVM. An application does so when it starts. Done by two
 * tests at once, on first use, it fails.
 */
public final class ContextPropagation {

    static {
        Uni.createFrom().deferred(() -> Uni.createFrom().voidItem()).await().indefinitely();
    }

    private ContextPropagation() {
    }

    /** Returns when it is set up, whoever began with it. */
    public static void setUp() {
        // Whoever gets here has had this class initialised, for which the JVM makes all others wait.
    }
}
