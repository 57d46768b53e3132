package io.quarkiverse.codex.runtime.transport.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.runtime.process.ProcessSpec;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;
import io.quarkiverse.codex.runtime.transport.Secrets;

@EnabledOnOs(OS.LINUX)
class StdioChannelTest {

    private final CompletableFuture<CodexException> closed = new CompletableFuture<>();
    private final CompletableFuture<RpcMessage> told = new CompletableFuture<>();

    @Test
    void theDeathOfTheProcessIsNoticedAlthoughItsOutputStaysOpen() throws Exception {
        StdioChannel channel = channel("""
                setsid sleep 600 &
                printf '{"method":"child/started","params":{"pid":%s}}\\n' $!
                read -r line
                exit 3
                """);
        long child = ((RpcMessage.Notification) told.get(60, TimeUnit.SECONDS)).params().path("pid").asLong();

        assertThat(channel.send(new RpcMessage.Notification("exit", null))).isTrue();

        CodexException why = closed.get(60, TimeUnit.SECONDS);

        assertThat(why).isInstanceOfSatisfying(CodexProcessException.class,
                death -> assertThat(death.exitCode()).hasValue(3));
        assertThat(channel.isAlive()).isFalse();
        // Of a process that is dead, and that nobody has asked for its exit code, nothing but its name is left.
        Path commandLine = Path.of("/proc/" + child + "/cmdline");
        assertThat(Files.exists(commandLine) ? Files.readString(commandLine) : "").isEmpty();
    }

    private StdioChannel channel(String script) {
        ProcessSpec spec = new ProcessSpec("test", List.of("/bin/sh", "-c", script), Map.of("PATH", System.getenv("PATH")),
                null,
                1024, Duration.ofSeconds(5));
        StdioChannel channel = new StdioChannel(() -> spec, 1 << 16, new Secrets(List.of()));
        channel.open(new MessageChannel.Listener() {

            @Override
            public void received(RpcMessage message) {
                told.complete(message);
            }

            @Override
            public void closed(CodexException why) {
                closed.complete(why);
            }
        });
        return channel;
    }
}
