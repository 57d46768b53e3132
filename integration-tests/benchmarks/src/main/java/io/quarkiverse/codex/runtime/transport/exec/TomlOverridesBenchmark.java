package io.quarkiverse.codex.runtime.transport.exec;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.quarkiverse.codex.runtime.transport.ConfigTree;

/**
 * The configuration of a turn as arguments. In the package of what it measures, which nobody else is to see.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TomlOverridesBenchmark {

    private final ConfigTree tree = new ConfigTree();

    @Setup
    public void prepare() {
        tree.set("model", "gpt-5.5");
        tree.set("sandbox_mode", "read-only");
        tree.set("features.shell_snapshot", false);
        tree.set("developer_instructions", "Answer in one sentence.\nName the file and the line, as in \"src/Main.java:7\".\n");
        tree.set("model_providers.local", Map.of("name", "Local", "base_url", "http://127.0.0.1:8080/v1",
                "request_max_retries", 0, "supports_websockets", false));
        tree.set("projects.\"/srv/my.app\".trust_level", "trusted");
        tree.set("sandbox_workspace_write.writable_roots", List.of("/srv/one", "/srv/two"));
    }

    @Benchmark
    public List<String> write() {
        return TomlOverrides.of(tree.values());
    }
}
