package io.quarkiverse.codex.deployment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
     * @param annotations the annotations as extensions have left them
     */
    static ExecutionModel of(MethodInfo method, TransformedAnnotationsBuildItem annotations) {
        if (annotations.hasAnnotation(method, RUN_ON_VIRTUAL_THREAD)
                || annotations.hasAnnotation(method.declaringClass(), RUN_ON_VIRTUAL_THREAD)) {
            return ExecutionModel.VIRTUAL_THREAD;
        }
        if (annotations.hasAnnotation(method, BLOCKING)) {
            return ExecutionModel.WORKER;
        }
        if (annotations.hasAnnotation(method, NON_BLOCKING)) {
            return ExecutionModel.EVENT_LOOP;
        }
        if (annotations.hasAnnotation(method, TRANSACTIONAL)
                || annotations.hasAnnotation(method.declaringClass(), TRANSACTIONAL)) {
            return ExecutionModel.WORKER;
        }
        return isAsynchronous(method) ? ExecutionModel.EVENT_LOOP : ExecutionModel.WORKER;
    }

    /**
     * Returns whether what a method returns comes later.
     */
    static boolean isAsynchronous(MethodInfo method) {
        DotName result = method.returnType().name();
        return result.equals(UNI) || result.equals(COMPLETION_STAGE) || result.equals(COMPLETABLE_FUTURE);
    }
}
