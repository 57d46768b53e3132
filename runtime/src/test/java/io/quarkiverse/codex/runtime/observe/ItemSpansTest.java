package io.quarkiverse.codex.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.item.ItemStatus;

class ItemSpansTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void anItemThatHasTheIdOfOneBeforeEndsThat() {
        ItemSpans spans = new ItemSpans(new TurnTracer(tracer(), false), Context.root());

        spans.started(command(), false);
        spans.started(command(), false);
        assertThat(ended).hasValue(1);

        spans.end();
        assertThat(begun).hasValue(2);
        assertThat(ended).hasValue(2);
    }

    private static CommandExecution command() {
        return new CommandExecution("item_0", "ls", "", null, ItemStatus.IN_PROGRESS);
    }

    private Tracer tracer() {
        Span span = proxy(Span.class, (self, method, arguments) -> {
            if (method.getName().equals("end")) {
                ended.incrementAndGet();
            }
            return method.getReturnType() == void.class ? null : self;
        });
        SpanBuilder builder = proxy(SpanBuilder.class, (self, method, arguments) -> {
            if (method.getName().equals("startSpan")) {
                begun.incrementAndGet();
                return span;
            }
            return self;
        });
        return name -> builder;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
    }
}
