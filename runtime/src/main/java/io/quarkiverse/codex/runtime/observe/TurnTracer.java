package io.quarkiverse.codex.runtime.observe;

import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Begins spans as the semantic conventions for generative AI want them.
 *
 * @param tracer the application's
 * @param content whether what is said and done is to be seen in them
 */
record TurnTracer(Tracer tracer, boolean content) {

    Span agent(Context parent, String clientName, long beginNanos) {
        return tracer.spanBuilder(GenAi.INVOKE_AGENT + " " + GenAi.AGENT).setParent(parent).setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(beginNanos, TimeUnit.NANOSECONDS)
                .setAttribute(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT).setAttribute(GenAi.PROVIDER_NAME, GenAi.PROVIDER)
                .setAttribute(GenAi.AGENT_NAME, GenAi.AGENT).setAttribute(TurnSpan.CLIENT, clientName).startSpan();
    }

    Span tool(Context parent, String name, String type, String callId) {
        return tracer.spanBuilder(GenAi.EXECUTE_TOOL + " " + name).setParent(parent).setSpanKind(SpanKind.INTERNAL)
                .setAttribute(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL).setAttribute(GenAi.TOOL_NAME, name)
                .setAttribute(GenAi.TOOL_TYPE, type).setAttribute(GenAi.TOOL_CALL_ID, callId).startSpan();
    }
}
