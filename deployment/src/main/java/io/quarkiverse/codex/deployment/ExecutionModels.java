package io.quarkiverse.codex.deployment;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/**
 * Tells where a method runs.
 */
final class ExecutionModels {

    private static final DotName RUN_ON_VIRTUAL_THREAD = DotName.createSimple(RunOnVirtualThread.class);
    private static final DotName BLOCKING = DotName.createSimple(Blocking.class);
    private static final DotName NON_BLOCKING = DotName.createSimple(NonBlocking.class);
    private static final DotName TRANSACTIONAL = DotName.createSimple("jakarta.transaction.Transactional");
    private static final DotName UNI = DotName.createSimple(Uni.class);
    private static final DotName COMPLETION_STAGE = DotName.createSimple(CompletionStage.class);
    private static final DotName COMPLETABLE_FUTURE = DotName.createSimple(CompletableFuture.class);

    private ExecutionModels() {
    }

    /**
     * Asks the method, then the bean's class, then the class that declares the method: the first that says anything counts.
     *
     * @param annotations the annotations as extensions have left them
     */
    static ExecutionModel of(BeanMethod candidate, TransformedAnnotationsBuildItem annotations) {
        MethodInfo method = candidate.method();
        ClassInfo beanClass = candidate.bean().getTarget().get().asClass();
        return Stream.of(method, beanClass, method.declaringClass()).flatMap(place -> declared(place, annotations).stream())
                .findFirst().orElse(isAsynchronous(method) ? ExecutionModel.EVENT_LOOP : ExecutionModel.WORKER);
    }

    private static Optional<ExecutionModel> declared(AnnotationTarget place, TransformedAnnotationsBuildItem annotations) {
        if (annotations.hasAnnotation(place, RUN_ON_VIRTUAL_THREAD)) {
            return Optional.of(ExecutionModel.VIRTUAL_THREAD);
        }
        if (annotations.hasAnnotation(place, BLOCKING)) {
            return Optional.of(ExecutionModel.WORKER);
        }
        if (annotations.hasAnnotation(place, NON_BLOCKING)) {
            return Optional.of(ExecutionModel.EVENT_LOOP);
        }
        return annotations.hasAnnotation(place, TRANSACTIONAL) ? Optional.of(ExecutionModel.WORKER) : Optional.empty();
    }

    /**
     * Returns whether what a method returns comes later.
     */
    static boolean isAsynchronous(MethodInfo method) {
        DotName result = method.returnType().name();
        return result.equals(UNI) || result.equals(COMPLETION_STAGE) || result.equals(COMPLETABLE_FUTURE);
    }
}
