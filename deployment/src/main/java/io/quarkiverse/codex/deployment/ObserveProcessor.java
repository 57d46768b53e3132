package io.quarkiverse.codex.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.DotName;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.runtime.HealthRecorder;
import io.quarkiverse.codex.runtime.LogRecorder;
import io.quarkiverse.codex.runtime.MetricsRecorder;
import io.quarkiverse.codex.runtime.TracingRecorder;
import io.quarkiverse.codex.runtime.config.CodexBuildTimeConfig;
import io.quarkiverse.codex.runtime.health.ClientProbes;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/**
 * Has the application's means of observability see codex, as far as it has them.
 */
class ObserveProcessor {

    /** What an application works with a client by. */
    private static final Set<DotName> DOORS = Set.of(DotName.createSimple(CodexClient.class),
            DotName.createSimple(CodexSessions.class));
    private static final DotName CLIENT_NAME = DotName.createSimple(CodexClientName.class);
    /** A name, for an application without SmallRye Health cannot load the class. */
    private static final String HEALTH_CHECK = "io.quarkiverse.codex.runtime.health.CodexHealthCheck";

    @BuildStep
    HealthBuildItem healthCheck(CodexBuildTimeConfig config) {
        return new HealthBuildItem(HEALTH_CHECK, config.health().enabled());
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void health(CodexBuildTimeConfig config, LaunchModeBuildItem launchMode, Capabilities capabilities,
            CodexClientsBuildItem clients,
            BeanDiscoveryFinishedBuildItem beans, HealthRecorder recorder, BuildProducer<SyntheticBeanBuildItem> probes) {
        boolean checked = config.health().enabled() && capabilities.isPresent(Capability.SMALLRYE_HEALTH);
        // The Dev UI asks, too.
        if (checked || launchMode.getLaunchMode() == LaunchMode.DEVELOPMENT) {
            probes.produce(SyntheticBeanBuildItem.configure(ClientProbes.class).scope(Singleton.class)
                    .supplier(recorder.probes(used(clients.names(), beans))).setRuntimeInit().done());
        }
    }

    /** The default client is always there; an application that uses others only need not have a codex for it. */
    private static List<String> used(SortedSet<String> names, BeanDiscoveryFinishedBuildItem beans) {
        List<String> used = new ArrayList<>(names);
        boolean named = names.size() > 1;
        if (named && !isDefaultConfigured() && beans.getInjectionPoints().stream().noneMatch(ObserveProcessor::isDefault)) {
            used.remove(CodexClient.DEFAULT_NAME);
        }
        return used;
    }

    private static boolean isDefault(InjectionPointInfo injectionPoint) {
        return DOORS.contains(injectionPoint.getRequiredType().name())
                && injectionPoint.getRequiredQualifier(CLIENT_NAME) == null;
    }

    private static boolean isDefaultConfigured() {
        return ClientNames.configuresDefault(ConfigProvider.getConfig());
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void metrics(CodexBuildTimeConfig config, Optional<MetricsCapabilityBuildItem> metrics, MetricsRecorder recorder,
            BuildProducer<TurnObserverBuildItem> observers) {
        if (config.metrics().enabled()
                && metrics.filter(system -> system.metricsSupported(MetricsFactory.MICROMETER)).isPresent()) {
            observers.produce(new TurnObserverBuildItem(TurnObserverBuildItem.Place.METRICS, recorder.metrics()));
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void tracing(CodexBuildTimeConfig config, Capabilities capabilities, TracingRecorder recorder,
            BuildProducer<TurnObserverBuildItem> observers) {
        if (config.tracing().enabled() && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            observers.produce(new TurnObserverBuildItem(TurnObserverBuildItem.Place.TRACING, recorder.tracing()));
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    TurnObserverBuildItem contentLog(LogRecorder recorder) {
        return new TurnObserverBuildItem(TurnObserverBuildItem.Place.LOG, recorder.contentLog());
    }
}
