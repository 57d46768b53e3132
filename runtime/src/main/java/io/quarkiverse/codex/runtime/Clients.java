package io.quarkiverse.codex.runtime;

import java.lang.annotation.Annotation;

import jakarta.enterprise.inject.Default;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;

/**
 * The application's clients.
 */
final class Clients {

    private Clients() {
    }

    /**
     * Returns a client, which is made if nobody has used it before.
     */
    static CodexClientImpl get(String name) {
        Annotation qualifier = CodexClient.DEFAULT_NAME.equals(name) ? Default.Literal.INSTANCE
                : CodexClientName.Literal.of(name);
        return (CodexClientImpl) ClientProxy.unwrap(Arc.container().select(CodexClient.class, qualifier).get());
    }
}
