package io.quarkiverse.codex.deployment;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.retry.RetryClassifier;
import io.quarkiverse.codex.runtime.CodexObjectMapperCustomizer;
import io.quarkiverse.codex.runtime.CodexRecorder;
import io.quarkiverse.codex.runtime.GracefulShutdown;
import io.quarkiverse.codex.runtime.TurnObserverFactory;
import io.quarkiverse.codex.runtime.guard.StartGuards;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.tool.ToolSelection;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationStartBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.ShutdownListenerBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;

class CodexProcessor {

    private static final String FEATURE = "codex";
    private static final DotName OBJECT_MAPPER = DotName.createSimple(ObjectMapper.class);
    private static final DotName START_GUARD = DotName.createSimple("io.smallrye.faulttolerance.api.Guard");
    private static final DotName VERTX = DotName.createSimple(Vertx.class);
    private static final DotName TOOLS = DotName.createSimple(ToolRegistry.class);
    private static final DotName CALLERS = DotName.createSimple(Callers.class);
    private static final DotName TLS_REGISTRY = DotName.createSimple(TlsConfigurationRegistry.class);

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(CodexObjectMapperCustomizer.class, CodexClientName.class)
                .setUnremovable().build();
    }

    /** Nobody injects a policy: clients look for them. */
    @BuildStep
    UnremovableBeanBuildItem approvalPolicies() {
        return UnremovableBeanBuildItem.beanTypes(ApprovalPolicy.class);
    }

    /** Nor a classifier of failures, nor what counts what is used up. */
    @BuildStep
    UnremovableBeanBuildItem faultTolerance() {
        return UnremovableBeanBuildItem.beanTypes(RetryClassifier.class, BudgetStore.class);
    }

    /** Nor what chooses among the tools. */
    @BuildStep
    UnremovableBeanBuildItem toolSelections() {
        return UnremovableBeanBuildItem.beanTypes(ToolSelection.class);
    }

    /** The configuration names them when the application starts. */
    @BuildStep
    UnremovableBeanBuildItem startGuards() {
        return UnremovableBeanBuildItem.beanTypes(START_GUARD);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem pendingApprovals(CodexRecorder recorder) {
        // Of this type only: as an ApprovalPolicy it would be asked by every client just for being there.
        return SyntheticBeanBuildItem.configure(PendingApprovals.class).scope(Singleton.class)
                .supplier(recorder.pendingApprovals()).setRuntimeInit().done();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void clients(CodexClientsBuildItem clients, List<TurnObserverBuildItem> observers, CodexRecorder recorder,
            ShutdownContextBuildItem shutdown, Capabilities capabilities, BuildProducer<SyntheticBeanBuildItem> beans,
            BuildProducer<ShutdownListenerBuildItem> listeners) {
        GracefulShutdown graceful = recorder.gracefulShutdown();
        listeners.produce(new ShutdownListenerBuildItem(graceful));
        List<RuntimeValue<TurnObserverFactory>> factories = observers.stream().sorted()
                .map(TurnObserverBuildItem::factory).toList();
        RuntimeValue<TraceContext> traces = capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)
                ? recorder.openTelemetryTraces()
                : recorder.noTraces();
        RuntimeValue<StartGuards> guards = capabilities.isPresent(Capability.SMALLRYE_FAULT_TOLERANCE)
                ? recorder.smallRyeStartGuards()
                : recorder.noStartGuards();
        for (String name : clients.names()) {
            SyntheticBeanBuildItem.ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(CodexClient.class)
                    .scope(ApplicationScoped.class)
                    // Found by programmatic look-ups, too, which the build cannot see.
                    .unremovable()
                    .addInjectionPoint(Type.create(OBJECT_MAPPER, Type.Kind.CLASS))
                    .addInjectionPoint(Type.create(VERTX, Type.Kind.CLASS))
                    .addInjectionPoint(Type.create(TLS_REGISTRY, Type.Kind.CLASS))
                    .addInjectionPoint(Type.create(TOOLS, Type.Kind.CLASS))
                    .addInjectionPoint(Type.create(CALLERS, Type.Kind.CLASS))
                    .createWith(recorder.client(name, factories, shutdown, graceful, traces, guards))
                    .setRuntimeInit();
            if (CodexClient.DEFAULT_NAME.equals(name)) {
                bean.addQualifier(Default.class);
            } else {
                bean.addQualifier(AnnotationInstance.builder(CodexClientName.class)
                        .add(AnnotationValue.createStringValue("value", name)).build());
            }
            beans.produce(bean.done());
        }
    }

    /** Not before all beans are there: a client asks for the application's policies when it is made. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void eagerStart(CodexClientsBuildItem clients, CodexRecorder recorder, BeanContainerBuildItem beans) {
        recorder.checkConfiguration(List.copyOf(clients.names()));
        recorder.startEagerClients(List.copyOf(clients.names()));
    }

    /**
     * Not before codex can reach the application over HTTP. The step that opens the port can be told by nothing but the
     * classes that it registers for reflection.
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(ApplicationStartBuildItem.class)
    @Consume(ReflectiveClassBuildItem.class)
    void tryOut(CodexClientsBuildItem clients, CodexRecorder recorder) {
        recorder.tryEagerClientsOut(List.copyOf(clients.names()));
    }
}
