package io.quarkiverse.codex.runtime.host;

import java.util.Map;

/**
 * Knows where in a distributed trace the application is.
 */
@FunctionalInterface
public interface TraceContext {

    /** For an application that traces nothing. */
    TraceContext NONE = Map::of;

    /**
     * Returns where whoever calls is. Does not block.
     *
     * @return the headers of W3C's trace context, {@code traceparent} and perhaps {@code tracestate}; empty where there is no
     *         trace; never {@code null}
     */
    Map<String, String> current();
}
