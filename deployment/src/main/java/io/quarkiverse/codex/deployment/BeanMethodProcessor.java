package io.quarkiverse.codex.deployment;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.codex.runtime.MethodRecorder;
import io.quarkiverse.codex.runtime.SecurityRecorder;
import io.quarkiverse.codex.runtime.method.Callers;
import io.quarkiverse.codex.runtime.method.Identities;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.virtual.threads.VirtualThreadsConfig;
import io.vertx.core.Vertx;

/**
 * Makes what calls methods of the application's beans.
 */
class BeanMethodProcessor {

    private static final DotName VERTX = DotName.createSimple(Vertx.class);

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
