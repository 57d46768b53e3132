package io.quarkiverse.codex.runtime;

import java.lang.annotation.Annotation;
import java.util.List;

import jakarta.enterprise.inject.Default;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;

/**
 * Finds the classifiers of failures that are CDI beans.
 */
final class RetryClassifiers {

    private RetryClassifiers() {
    }

    /**
     * Finds a client's classifiers, which must be unremovable beans.
     *
     * @return by descending {@code @Priority}
     */
    static List<RetryClassifier> ofClient(ArcContainer container, String clientName) {
        Annotation qualifier = CodexClient.DEFAULT_NAME.equals(clientName) ? Default.Literal.INSTANCE
                : CodexClientName.Literal.of(clientName);
        return container.listAll(RetryClassifier.class, qualifier).stream().map(InstanceHandle::get).toList();
    }
}
