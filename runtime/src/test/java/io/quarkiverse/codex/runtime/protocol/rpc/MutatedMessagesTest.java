package io.quarkiverse.codex.runtime.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.codex.runtime.protocol.AppServerCodec;
import io.quarkiverse.codex.runtime.protocol.AppServerLines;
import io.quarkiverse.codex.runtime.protocol.ExecEventCodec;
import io.quarkiverse.codex.runtime.protocol.Mutants;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Request;

/**
 * Whatever comes out of the pipe, the reader goes on to its end, and of every message an event can be made.
 * <p>
 * {@code -Dcodex.fuzz.seed=…} repeats a run, {@code -Dcodex.fuzz.messages=…} makes it longer.
 */
class MutatedMessagesTest {

    private static final int LINES = Integer.getInteger("codex.fuzz.messages", 200_000);

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theReaderGoesOnToItsEnd() throws IOException {
        long seed = Long.getLong("codex.fuzz.seed", System.nanoTime());
        Mutants mutants = new Mutants(AppServerLines.recorded(), LINES, seed);
        RpcReader reader = new RpcReader(mutants);
        long messages = 0;
        try {
            RpcMessage message;
            while ((message = reader.next()) != null) {
                RoutedEvent event = event(message);
                // What can be read can be written and read again; a sample, for the time it takes. The bytes are compared, for
                // a number such as 7e00 is a decimal one first and an integral one thereafter.
                if (messages++ % 4 == 0) {
                    byte[] written = RpcCodec.write(message);
                    assertThat(RpcCodec.write(RpcCodec.read(written, 0, written.length))).isEqualTo(written);
                    if (event != null) {
                        byte[] line = ExecEventCodec.write(event.event());
                        assertThat(ExecEventCodec.write(ExecEventCodec.read(line, 0, line.length))).isEqualTo(line);
                    }
                }
            }
        } catch (IOException | RuntimeException | Error failure) {
            throw new AssertionError("-Dcodex.fuzz.seed=" + seed, failure);
        }
        assertThat(mutants.line()).as("seed %d", seed).isEqualTo(LINES);
        assertThat(messages).as("seed %d", seed).isGreaterThan(LINES / 100);
        assertThat(reader.strayLines()).as("seed %d", seed).isGreaterThan(LINES / 100);
        System.out.printf("seed %d: %d messages, %d stray lines%n", seed, messages, reader.strayLines());
    }

    private static RoutedEvent event(RpcMessage message) {
        if (message instanceof Notification notification) {
            return AppServerCodec.event(notification.method(), notification.params());
        }
        return message instanceof Request request
                ? AppServerCodec.approvalRequested(request.method(), request.id().value(), request.params())
                : null;
    }
}
