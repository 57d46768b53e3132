package io.quarkiverse.codex.runtime.observe;

import java.util.HashMap;
import java.util.Map;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.quarkiverse.codex.runtime.host.TraceContext;
import io.quarkus.arc.Arc;

/**
 * The trace that OpenTelemetry has for the caller, as the application's own propagators write it. Only for applications that
 * have OpenTelemetry.
 */
public final class OpenTelemetryContext implements TraceContext {

    @Override
    public Map<String, String> current() {
        Map<String, String> headers = new HashMap<>();
        Arc.container().select(OpenTelemetry.class).get().getPropagators().getTextMapPropagator().inject(Context.current(),
                headers, Map::put);
        return headers;
    }
}
