package io.quarkiverse.codex.runtime.probe;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.smallrye.mutiny.Uni;

/**
 * Stands in for the application's hooks, and notes where codex asks.
 */
final class ProbeHooks implements NativeHooks {

    private static final Logger LOG = Logger.getLogger(ProbeHooks.class);

    private final Set<NativeHookPoint> points;
    private final Set<NativeHookPoint> asked = ConcurrentHashMap.newKeySet();

    ProbeHooks(Set<NativeHookPoint> points) {
        this.points = points;
    }

    @Override
    public Set<NativeHookPoint> points() {
        return points;
    }

    /** What codex asks leave for is what our own model has told it to do. */
    @Override
    public Uni<NativeHookAnswer> ask(NativeHookCall call) {
        LOG.tracef("Probe: asked at %s", call.point());
        asked.add(call.point());
        return Uni.createFrom().item(call.point() == NativeHookPoint.PERMISSION_REQUEST ? NativeHookAnswer.NOTHING.allow()
                : NativeHookAnswer.NOTHING);
    }

    /**
     * Returns where codex should have asked and has not.
     */
    Set<NativeHookPoint> missing() {
        Set<NativeHookPoint> missing = EnumSet.noneOf(NativeHookPoint.class);
        missing.addAll(points);
        missing.removeAll(asked);
        return missing;
    }
}
