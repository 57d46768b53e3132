package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.protocol.ExecEventCodec;
import io.quarkiverse.codex.runtime.protocol.MalformedEventException;

/**
 * One line of JSON to an event, to a tree, and an event to its line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventCodecBenchmark {

    /** What tells the line in the cycle. */
    @Param({ "reasoning", "agent_message", "command_execution", "file_change", "mcp_tool_call", "web_search", "todo_list",
            "error", "unknown" })
    public String kind;

    private final ObjectMapper mapper = new ObjectMapper();
    private byte[] line;
    private TurnEvent event;

    @Setup
    public void prepare() throws IOException, MalformedEventException {
        line = lineOf(kind).getBytes(StandardCharsets.UTF_8);
        event = ExecEventCodec.read(line, 0, line.length);
    }

    private static String lineOf(String kind) throws IOException {
        if (kind.equals("unknown")) {
            // What a later codex may say, which is kept as a tree.
            return lineOf("todo_list").replace("item.completed", "item.rearranged");
        }
        String last = null;
        for (String each : Recording.cycle()) {
            if (each.contains("\"type\":\"" + kind + "\"")) {
                last = each;
            }
        }
        return last;
    }

    @Benchmark
    public TurnEvent read() throws MalformedEventException {
        return ExecEventCodec.read(line, 0, line.length);
    }

    @Benchmark
    public JsonNode readTree() throws IOException {
        return mapper.readTree(line);
    }

    @Benchmark
    public byte[] write() {
        return ExecEventCodec.write(event);
    }
}
