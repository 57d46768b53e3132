package io.quarkiverse.codex.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Finds out which clients an application has, and refuses what cannot be one before the application ever runs.
 */
class ClientNamesProcessor {

    private static final DotName CLIENT_NAME = DotName.createSimple(CodexClientName.class);

    @BuildStep
    void collect(BeanDiscoveryFinishedBuildItem beans, BuildProducer<CodexClientsBuildItem> clients,
            BuildProducer<ValidationErrorBuildItem> errors) {
        ClientNames configured = ClientNames.configured(ConfigProvider.getConfig());
        Set<String> names = new TreeSet<>(configured.names());
        names.add(CodexClient.DEFAULT_NAME);
        List<Throwable> wrong = new ArrayList<>();
        for (InjectionPointInfo injectionPoint : beans.getInjectionPoints()) {
            AnnotationInstance qualifier = injectionPoint.getRequiredQualifier(CLIENT_NAME);
            if (qualifier != null) {
                String name = qualifier.value().asString();
                configured.problem(name).ifPresent(
                        problem -> wrong.add(new IllegalStateException(injectionPoint.getTargetInfo() + ": " + problem)));
                // A wrong one, too: without a bean ArC would end the build first, saying only that there is none.
                names.add(name);
            }
        }
        clients.produce(new CodexClientsBuildItem(names));
        if (!wrong.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(wrong));
        }
    }
}
