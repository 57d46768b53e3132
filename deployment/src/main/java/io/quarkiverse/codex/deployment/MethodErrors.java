package io.quarkiverse.codex.deployment;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;

/**
 * What is wrong with methods that want to be called, gathered so that all of it is said at once.
 */
final class MethodErrors {

    private final List<Throwable> errors = new ArrayList<>();

    /**
     * @param problem what is wrong and what to do about it
     */
    void add(BeanMethod method, String problem) {
        errors.add(new IllegalStateException("@" + method.annotation().name().withoutPackagePrefix() + " on "
                + method.label() + ": " + problem));
    }

    int count() {
        return errors.size();
    }

    void produce(BuildProducer<ValidationErrorBuildItem> producer) {
        if (!errors.isEmpty()) {
            producer.produce(new ValidationErrorBuildItem(errors));
        }
    }
}
