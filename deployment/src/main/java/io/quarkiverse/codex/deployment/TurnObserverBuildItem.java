package io.quarkiverse.codex.deployment;

import io.quarkiverse.codex.runtime.TurnObserverFactory;
import io.quarkus.builder.item.MultiBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * Somebody who watches the turns of clients.
 */
public final class TurnObserverBuildItem extends MultiBuildItem implements Comparable<TurnObserverBuildItem> {

    /**
     * Who sees a turn when: who may refuse it comes first, so that nobody else hears of what is refused.
     */
    public enum Place {
        /** Hooks. */
        HOOKS,
        /** Events to CDI observers. */
        NOTICES,
        /** Measures. */
        METRICS,
        /** Spans. */
        TRACING,
        /** What is said. */
        LOG
    }

    private final Place place;
    private final RuntimeValue<TurnObserverFactory> factory;

    TurnObserverBuildItem(Place place, RuntimeValue<TurnObserverFactory> factory) {
        this.place = place;
        this.factory = factory;
    }

    RuntimeValue<TurnObserverFactory> factory() {
        return factory;
    }

    @Override
    public int compareTo(TurnObserverBuildItem other) {
        return place.compareTo(other.place);
    }
}
