package io.quarkiverse.codex.deployment.devservices;

import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.codex.deployment.ClientNames;
import io.quarkiverse.codex.runtime.config.CodexBuildTimeConfig;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;

/**
 * Lends clients, in dev and test mode, a codex and a model when they have none.
 * <p>
 * Not by a {@code DevServicesResultBuildItem}: what takes care of those looks for a container runtime first, for seconds, and
 * complains when there is none. Nothing here runs in a container.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class CodexDevServicesProcessor {

    private static final Lendings LENDINGS = new Lendings();

    @BuildStep
    void lend(CodexBuildTimeConfig config, CuratedApplicationShutdownBuildItem shutdown,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> properties, BuildProducer<ScriptedModelBuildItem> models) {
        CodexBuildTimeConfig.DevServices lent = config.devservices();
        List<ClientInNeed> clients = lent.enabled() ? clients() : List.of();
        if (lent.codex().enabled()) {
            clients.stream().filter(client -> client.needs().codex()).forEach(client -> LENDINGS.codex().path()
                    .ifPresent(path -> properties.produce(
                            new RunTimeConfigurationDefaultBuildItem(client.prefix() + "path", path))));
        }
        List<ClientInNeed> withoutModel = clients.stream().filter(client -> client.needs().model()).toList();
        if (!lent.model().enabled() || withoutModel.isEmpty()) {
            LENDINGS.endModel();
            return;
        }
        LentModel model = LENDINGS.model();
        shutdown.addCloseTask(LENDINGS::endModel, true);
        models.produce(new ScriptedModelBuildItem(model.pad()));
        withoutModel.forEach(client -> model.properties(client).forEach(
                (name, value) -> properties.produce(new RunTimeConfigurationDefaultBuildItem(name, value))));
    }

    private static List<ClientInNeed> clients() {
        Config application = ConfigProvider.getConfig();
        return ClientInNeed.of(application, ClientNames.configured(application).names());
    }
}
