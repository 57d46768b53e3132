package io.quarkiverse.codex.runtime;

import java.lang.annotation.Annotation;

import jakarta.enterprise.inject.Default;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;

/**
 * The qualifier by which beans of a client are found.
 */
final class ClientQualifier {

    private ClientQualifier() {
    }

    static Annotation of(String clientName) {
        return CodexClient.DEFAULT_NAME.equals(clientName) ? Default.Literal.INSTANCE
                : CodexClientName.Literal.of(clientName);
    }
}
