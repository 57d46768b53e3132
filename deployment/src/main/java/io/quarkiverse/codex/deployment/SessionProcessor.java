package io.quarkiverse.codex.deployment;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.runtime.CodexRecorder;
import io.quarkiverse.codex.runtime.config.SessionBuildConfig;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.session.SessionRedactor;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;

/**
 * Sessions, and the store that keeps them.
 */
class SessionProcessor {

    private static final DotName CLIENT = DotName.createSimple(CodexClient.class);
    private static final DotName STORE = DotName.createSimple(SessionStore.class);

    /** Nobody injects a redactor: sessions look for them. */
    @BuildStep
    UnremovableBeanBuildItem redactors() {
        return UnremovableBeanBuildItem.beanTypes(SessionRedactor.class);
    }

    /** The classes of a store are known by their names only: they may need what the application does not have. */
    @BuildStep
    AdditionalBeanBuildItem store(SessionBuildConfig config, Capabilities capabilities) {
        SessionStores store = SessionStores.of(config.store());
        store.requireExtension(capabilities::isPresent);
        return AdditionalBeanBuildItem.builder().addBeanClasses(store.classNames()).build();
    }

    @BuildStep
    NativeImageResourceBuildItem tables() {
        return new NativeImageResourceBuildItem(SessionStores.TABLES);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void sessions(CodexClientsBuildItem clients, CodexRecorder recorder, ShutdownContextBuildItem shutdown,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        for (String name : clients.names()) {
            AnnotationInstance qualifier = CodexClient.DEFAULT_NAME.equals(name)
                    ? AnnotationInstance.builder(DotNames.DEFAULT).build()
                    : AnnotationInstance.builder(CodexClientName.class).add(AnnotationValue.createStringValue("value", name))
                            .build();
            beans.produce(SyntheticBeanBuildItem.configure(CodexSessions.class)
                    .scope(ApplicationScoped.class)
                    .addQualifier(qualifier)
                    .addInjectionPoint(Type.create(CLIENT, Type.Kind.CLASS), qualifier)
                    .addInjectionPoint(Type.create(STORE, Type.Kind.CLASS))
                    .createWith(recorder.sessions(name, shutdown))
                    .setRuntimeInit().done());
        }
    }
}
