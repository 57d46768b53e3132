package io.quarkiverse.codex.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;

import io.quarkiverse.codex.hook.ItemNotice;
import io.quarkiverse.codex.hook.TurnNotice;
import io.quarkiverse.codex.runtime.HookRecorder;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.ObserverInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;

/**
 * Finds out which CDI events of turns anybody observes, so that the others cost nothing.
 */
class NoticeProcessor {

    private static final DotName TURN = DotName.createSimple(TurnNotice.class);
    private static final DotName ITEM = DotName.createSimple(ItemNotice.class);
    /** Who observes one of these observes every event of the application, ours too. */
    private static final Set<DotName> EVERYTHING = Set.of(DotName.createSimple(Object.class),
            DotName.createSimple(java.lang.Record.class));

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void notices(BeanDiscoveryFinishedBuildItem beans, HookRecorder recorder,
            BuildProducer<TurnObserverBuildItem> turnObservers, BuildProducer<ValidationErrorBuildItem> errors) {
        boolean ofTurns = false;
        boolean ofItems = false;
        List<Throwable> wrong = new ArrayList<>();
        for (ObserverInfo observer : beans.getObservers()) {
            DotName type = observer.getObservedType().name();
            if (observer.isAsync()) {
                ofTurns |= type.equals(TURN) || EVERYTHING.contains(type);
                ofItems |= type.equals(ITEM) || EVERYTHING.contains(type);
            } else if (type.equals(TURN) || type.equals(ITEM)) {
                wrong.add(new IllegalStateException(new BeanMethod(null, observer.getObserverMethod(), null).label()
                        + " would never be called: events of " + type.withoutPackagePrefix()
                        + " are fired asynchronously, so observe them with @ObservesAsync"));
            }
        }
        if (!wrong.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(wrong));
        }
        if (ofTurns || ofItems) {
            turnObservers.produce(new TurnObserverBuildItem(TurnObserverBuildItem.Place.NOTICES,
                    recorder.notices(ofTurns, ofItems)));
        }
    }
}
