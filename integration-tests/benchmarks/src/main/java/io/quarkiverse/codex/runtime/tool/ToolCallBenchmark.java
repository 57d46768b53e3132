package io.quarkiverse.codex.runtime.tool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.invoke.Invoker;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.runtime.host.ToolCall;
import io.quarkiverse.codex.runtime.method.ApplicationCallers;
import io.quarkiverse.codex.runtime.method.BeanMethod;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.quarkiverse.codex.runtime.method.Identities;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolResult;
import io.quarkiverse.codex.tool.ToolSelection;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Vertx;

/**
 * A call of a tool without arguments, through the registry and without it: where it is asked for, and on a worker thread with
 * all that an application's contexts cost. In the package of what it measures, which nobody else is to see.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ToolCallBenchmark {

    private final Invoker<Object, Object> method = (bean, arguments) -> arguments.length == 0 ? "done" : null;
    private final ToolCall here = call("here");
    private final ToolCall onWorker = call("worker");
    private Vertx vertx;
    private TurnTools plain;
    private TurnTools inApplication;

    private static ToolCall call(String tool) {
        return new ToolCall("thread", "turn", "call", "", tool, JsonNodeFactory.instance.objectNode(), message -> {
        });
    }

    @Setup
    public void prepare() {
        Arc.initialize();
        vertx = Vertx.vertx();
        ObjectMapper mapper = new ObjectMapper();
        ToolRegistry registry = new ToolRegistry(
                () -> List.of(tool("here", ExecutionModel.EVENT_LOOP, mapper), tool("worker", ExecutionModel.WORKER, mapper)));
        ToolSettings settings = new ToolSettings(ToolSelection.all(), Duration.ofMinutes(5),
                Map.of(), 1_000_000, "failed");
        ToolDesk desk = new ToolDesk("client", registry, settings, mapper,
                Infrastructure.getDefaultWorkerPool());
        // In place: that arguments are not read on an event loop is no cost of the registry's.
        Caller inPlace = (model, code) -> Uni.createFrom().item(Unchecked.supplier(code::call));
        plain = desk.openTurn(Optional.empty(), inPlace);
        inApplication = desk.openTurn(Optional.empty(), new ApplicationCallers(vertx, Identities.UNKNOWN,
                new Workers("benchmark"), false).current());
    }

    private Tool tool(String name, ExecutionModel model, ObjectMapper mapper) {
        ToolInfo info = ToolInfo.builder(name, "Does nothing").build();
        return new BeanTool(info, new BeanMethod(index -> method, 0, model),
                () -> new ArgumentDecoder(new ArgumentCheck(info), List.of(), mapper.reader()),
                failure -> List.of());
    }

    @TearDown
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        Arc.shutdown();
    }

    @Benchmark
    public Object direct() throws Exception {
        return method.invoke(null, new Object[0]);
    }

    @Benchmark
    public ToolResult registry() {
        return plain.call(here).await().indefinitely();
    }

    @Benchmark
    public Object directOnWorker() {
        return vertx.getOrCreateContext().executeBlocking(() -> method.invoke(null, new Object[0]), false).toCompletionStage()
                .toCompletableFuture().join();
    }

    @Benchmark
    public ToolResult registryOnWorker() {
        return inApplication.call(onWorker).await().indefinitely();
    }
}
