package io.quarkiverse.codex.runtime.transport.exec;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trace that a turn belongs to, in the variables from which codex takes it: the names of W3C's headers in capitals.
 */
final class TraceVariables {

    private TraceVariables() {
    }

    /**
     * @param trace the headers; empty where there is no trace
     */
    static Map<String, String> in(Map<String, String> environment, Map<String, String> trace) {
        if (!trace.containsKey("traceparent")) {
            return environment;
        }
        Map<String, String> all = new TreeMap<>(environment);
        // Whatever else stands there belongs to the trace that the application itself was started in.
        all.remove("TRACESTATE");
        for (String header : new String[] { "traceparent", "tracestate" }) {
            String value = trace.get(header);
            if (value != null && !value.isEmpty()) {
                all.put(header.toUpperCase(Locale.ROOT), value);
            }
        }
        return all;
    }
}
