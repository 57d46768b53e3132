package io.quarkiverse.codex.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * Whatever comes out of the pipe, the reader goes on to its end.
 * <p>
 * {@code -Dcodex.fuzz.seed=…} repeats a run, {@code -Dcodex.fuzz.lines=…} makes it longer.
 */
class MutatedLinesTest {

    private static final int LINES = Integer.getInteger("codex.fuzz.lines", 1_000_000);

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theReaderGoesOnToItsEnd() throws IOException {
        long seed = Long.getLong("codex.fuzz.seed", System.nanoTime());
        Mutants mutants = new Mutants(Lines.recorded(), LINES, seed);
        ExecEventReader reader = new ExecEventReader(mutants);
        long events = 0;
        try {
            TurnEvent event;
            while ((event = reader.next()) != null) {
                // What can be read can be written; a sample, for the time it takes.
                if (events++ % 8 == 0) {
                    ExecEventCodec.write(event);
                }
            }
        } catch (IOException | RuntimeException | Error failure) {
            throw new AssertionError("-Dcodex.fuzz.seed=" + seed, failure);
        }
        assertThat(mutants.line()).as("seed %d", seed).isEqualTo(LINES);
        assertThat(events).as("seed %d", seed).isGreaterThan(LINES / 100);
        assertThat(reader.strayLines()).as("seed %d", seed).isGreaterThan(LINES / 100);
        System.out.printf("seed %d: %d events, %d stray lines%n", seed, events, reader.strayLines());
    }
}
