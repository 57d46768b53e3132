package io.quarkiverse.codex.deployment;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.codex.runtime.MethodRecorder;
import io.quarkiverse.codex.runtime.SecurityRecorder;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.method.Identities;
import io.quarkus.arc.deployment.AutoAddScopeBuildItem;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.execannotations.ExecutionModelAnnotationsAllowedBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.virtual.threads.VirtualThreadsConfig;
import io.vertx.core.Vertx;

/**
 * Has methods of the application's beans be called that bear an annotation of ours: their beans are there, and who calls them
 * is, too.
 */
class BeanMethodProcessor {

    private static final List<DotName> ANNOTATIONS = List.of(ToolProcessor.CODEX_TOOL, HookProcessor.CODEX_HOOK);
    private static final DotName VERTX = DotName.createSimple(Vertx.class);

    @BuildStep
    void scopes(BuildProducer<AutoAddScopeBuildItem> scopes) {
        ANNOTATIONS.forEach(annotation -> scopes.produce(BeanMethods.scope(annotation)));
    }

    @BuildStep
    void executionModels(BuildProducer<ExecutionModelAnnotationsAllowedBuildItem> methods) {
        ANNOTATIONS.forEach(annotation -> methods.produce(BeanMethods.executionModels(annotation)));
    }

    @BuildStep
    void unremovable(BeanArchiveIndexBuildItem index, BuildProducer<UnremovableBeanBuildItem> beans) {
        ANNOTATIONS.forEach(annotation -> beans.produce(new BeanMethods(annotation, index.getIndex()).unremovable()));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem callers(Capabilities capabilities, MethodRecorder recorder, SecurityRecorder security,
            VirtualThreadsConfig virtualThreads, ShutdownContextBuildItem shutdown) {
        RuntimeValue<Identities> identities = capabilities.isPresent(Capability.SECURITY) ? security.identities()
                : recorder.noIdentities();
        return SyntheticBeanBuildItem.configure(Callers.class).scope(Singleton.class).unremovable()
                .addInjectionPoint(Type.create(VERTX, Type.Kind.CLASS))
                .createWith(recorder.callers(identities, virtualThreads.enabled(), shutdown))
                .setRuntimeInit().done();
    }
}
