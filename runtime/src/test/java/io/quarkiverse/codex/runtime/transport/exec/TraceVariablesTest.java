package io.quarkiverse.codex.runtime.transport.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class TraceVariablesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/bin", "TRACEPARENT", "old", "TRACESTATE", "old");

    @Test
    void areLeftAloneWithoutATrace() {
        assertThat(TraceVariables.in(ENVIRONMENT, Map.of())).isSameAs(ENVIRONMENT);
    }

    @Test
    void areThoseOfTheTurn() {
        assertThat(TraceVariables.in(ENVIRONMENT, Map.of("traceparent", "new"))).containsOnly(Map.entry("PATH", "/bin"),
                Map.entry("TRACEPARENT", "new"));
        assertThat(TraceVariables.in(ENVIRONMENT, Map.of("traceparent", "new", "tracestate", "a=b", "baggage", "c=d")))
                .containsOnly(Map.entry("PATH", "/bin"), Map.entry("TRACEPARENT", "new"), Map.entry("TRACESTATE", "a=b"));
    }
}
