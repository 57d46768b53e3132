package io.quarkiverse.codex.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.runtime.host.ApprovalDecider;
import io.quarkiverse.codex.runtime.host.NativeHookAnswer;
import io.quarkiverse.codex.runtime.host.NativeHookCall;
import io.quarkiverse.codex.runtime.host.NativeHookPoint;
import io.quarkiverse.codex.runtime.host.NativeHooks;
import io.quarkiverse.codex.runtime.host.ToolCaller;
import io.quarkiverse.codex.runtime.host.ToolReach;
import io.quarkiverse.codex.runtime.host.TurnHost;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class McpTurnTest {

    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final NativeHooks endless = new NativeHooks() {

        @Override
        public Set<NativeHookPoint> points() {
            return Set.of(NativeHookPoint.STOP);
        }

        @Override
        public Uni<NativeHookAnswer> ask(NativeHookCall call) {
            return Uni.createFrom().<NativeHookAnswer> nothing().onCancellation().invoke(cancelled::incrementAndGet);
        }
    };

    private final McpTurn turn = new McpTurn("t0ken", URI.create("http://127.0.0.1:1/"), ToolReach.LOCAL,
            new TurnHost(ApprovalDecider.DECLINING, ToolCaller.NONE, endless), Map.of(), left -> closed.incrementAndGet());

    private UniAssertSubscriber<NativeHookAnswer> ask() {
        return turn.ask(new NativeHookCall(NativeHookPoint.STOP, JsonNodeFactory.instance.objectNode())).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void theEndOfTheTurnEndsHooksToo() {
        UniAssertSubscriber<NativeHookAnswer> running = ask();

        turn.close();

        running.assertFailedWith(CancellationException.class, "The turn is over");
        ask().assertFailedWith(CancellationException.class, "The turn is over");
        assertThat(cancelled).hasValue(2);
    }

    @Test
    void endsOnce() {
        turn.close();
        turn.close();

        assertThat(closed).hasValue(1);
    }
}
