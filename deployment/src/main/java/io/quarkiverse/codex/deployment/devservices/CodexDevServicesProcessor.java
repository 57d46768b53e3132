package io.quarkiverse.codex.deployment.devservices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.codex.deployment.ClientNames;
import io.quarkiverse.codex.runtime.config.CodexBuildTimeConfig;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;

/**
 * Lends clients, in dev and test mode, a codex and a model when they have none.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class CodexDevServicesProcessor {

    private static final String FEATURE = "codex";

    @BuildStep
    void lend(CodexBuildTimeConfig config, BuildProducer<DevServicesResultBuildItem> services,
            BuildProducer<ScriptedModelBuildItem> models) {
        CodexBuildTimeConfig.DevServices lent = config.devservices();
        if (!lent.enabled()) {
            return;
        }
        Config application = ConfigProvider.getConfig();
        List<ClientInNeed> clients = ClientInNeed.of(application, ClientNames.configured(application).names());
        List<ClientInNeed> withoutCodex = clients.stream().filter(client -> client.needs().codex()).toList();
        if (lent.codex().enabled() && !withoutCodex.isEmpty()) {
            services.produce(codex(withoutCodex));
        }
        List<ClientInNeed> withoutModel = clients.stream().filter(client -> client.needs().model()).toList();
        if (lent.model().enabled() && !withoutModel.isEmpty()) {
            services.produce(model(withoutModel));
            models.produce(new ScriptedModelBuildItem());
        }
    }

    private static DevServicesResultBuildItem codex(List<ClientInNeed> clients) {
        Map<String, Function<LentCodex, String>> properties = new LinkedHashMap<>();
        clients.forEach(client -> properties.put(client.prefix() + "path", LentCodex::path));
        return DevServicesResultBuildItem.<LentCodex> owned().feature(FEATURE).serviceName("codex")
                .description("codex from npm").serviceConfig(names(clients))
                .startable(LentCodex::new).configProvider(properties).postStartHook(LentCodex::announce).build();
    }

    /** The model's name goes before that of the application, which may stand for one that calls tools in another form. */
    @SuppressWarnings("removal")
    private static DevServicesResultBuildItem model(List<ClientInNeed> clients) {
        Map<String, Function<LentModel, String>> properties = new LinkedHashMap<>();
        Set<String> models = new TreeSet<>();
        for (ClientInNeed client : clients) {
            Set<String> names = client.isDefault() ? ScriptedModel.applicationPropertyNames()
                    : ScriptedModel.applicationPropertyNames(client.name());
            names.forEach(name -> properties.put(name, model -> model.properties(client).get(name)));
            properties.put(client.prefix() + "home", LentModel::home);
            properties.put(client.prefix() + "skip-git-repo-check", model -> "true");
            models.add(client.prefix() + "model");
        }
        return DevServicesResultBuildItem.<LentModel> owned().feature(FEATURE).serviceName("model")
                .description("a scripted model").serviceConfig(names(clients))
                .startable(LentModel::new).configProvider(properties).highPriorityConfig(models)
                .postStartHook(LentModel::announce).build();
    }

    private static String names(List<ClientInNeed> clients) {
        return clients.stream().map(ClientInNeed::name).collect(Collectors.joining(","));
    }
}
