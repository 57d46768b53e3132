package io.quarkiverse.codex.runtime.host;

import java.util.Set;

import io.smallrye.mutiny.Uni;

/**
 * Answers the hooks of codex itself. Thread-safe.
 */
public interface NativeHooks {

    /** Has none. */
    NativeHooks NONE = new NativeHooks() {

        @Override
        public Set<NativeHookPoint> points() {
            return Set.of();
        }

        @Override
        public Uni<NativeHookAnswer> ask(NativeHookCall call) {
            return Uni.createFrom().item(NativeHookAnswer.NOTHING);
        }
    };

    /**
     * Returns where codex is to stop and ask.
     *
     * @return the points; empty for a turn that needs nothing of all this; never {@code null}
     */
    Set<NativeHookPoint> points();

    /**
     * Answers codex.
     * <p>
     * Neither this method nor subscribing blocks the caller.
     *
     * @param call what codex asks
     * @return what to tell it, on any thread; does not fail and gives no {@code null}
     */
    Uni<NativeHookAnswer> ask(NativeHookCall call);

    /**
     * Says that the turn is over: hooks that still run are cancelled.
     */
    default void close() {
    }
}
