package io.quarkiverse.codex.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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

    private static final byte[][] SNIPPETS = { Lines.utf8("null"), Lines.utf8("{"), Lines.utf8("}"), Lines.utf8("["),
            Lines.utf8("]"), Lines.utf8("\""), Lines.utf8("\\"), Lines.utf8("\\ud800"), Lines.utf8("\\u0000"),
            Lines.utf8(":"), Lines.utf8(","), Lines.utf8("-1e400"), Lines.utf8("99999999999999999999"), Lines.utf8("true"),
            Lines.utf8("\"id\":\"x\","), Lines.utf8("\"type\":"), Lines.utf8("\u2028"), Lines.utf8("\r"),
            Lines.utf8("{\"a\":[".repeat(600)), Lines.utf8("1".repeat(20_000)), { 0 }, { (byte) 0xff }, { (byte) 0xc3 },
            { (byte) 0xed, (byte) 0xa0, (byte) 0x80 }, { (byte) 0xef, (byte) 0xbb, (byte) 0xbf }, {} };

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theReaderGoesOnToItsEnd() throws IOException {
        long seed = Long.getLong("codex.fuzz.seed", System.nanoTime());
        Mutants mutants = new Mutants(seed);
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
        assertThat(mutants.line).as("seed %d", seed).isEqualTo(LINES);
        assertThat(events).as("seed %d", seed).isGreaterThan(LINES / 100);
        assertThat(reader.strayLines()).as("seed %d", seed).isGreaterThan(LINES / 100);
        System.out.printf("seed %d: %d events, %d stray lines%n", seed, events, reader.strayLines());
    }

    private static final class Mutants extends InputStream {

        private final List<byte[]> lines = Lines.recorded();
        private final SplittableRandom random;
        int line;
        private byte[] current = {};
        private int position;

        Mutants(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == current.length) {
                if (line == LINES) {
                    return -1;
                }
                line++;
                current = mutant();
                position = 0;
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, target, offset, count);
            position += count;
            return count;
        }

        private byte[] mutant() {
            byte[] bytes = lines.get(random.nextInt(lines.size()));
            int mutations = random.nextInt(4);
            for (int i = 0; i < mutations; i++) {
                bytes = switch (random.nextInt(4)) {
                    case 0 -> overwritten(bytes);
                    case 1 -> spliced(bytes, bytes, random.nextInt(40));
                    case 2 -> spliced(bytes, lines.get(random.nextInt(lines.size())), random.nextInt(40));
                    default -> replaced(bytes);
                };
            }
            bytes = Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = '\n';
            return bytes;
        }

        private byte[] overwritten(byte[] bytes) {
            byte[] result = bytes.clone();
            if (result.length > 0) {
                result[random.nextInt(result.length)] = (byte) random.nextInt(256);
            }
            return result;
        }

        private byte[] replaced(byte[] bytes) {
            // The expensive ones, which are long, only now and then.
            byte[] snippet = SNIPPETS[random.nextInt(SNIPPETS.length)];
            snippet = snippet.length > 100 && random.nextInt(100) != 0 ? SNIPPETS[0] : snippet;
            return spliced(bytes, snippet, snippet.length);
        }

        /** Puts a part of the other bytes in place of a part of these. */
        private byte[] spliced(byte[] bytes, byte[] other, int length) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(12));
            int count = Math.min(length, other.length);
            int start = random.nextInt(other.length - count + 1);
            byte[] result = new byte[bytes.length - (to - from) + count];
            System.arraycopy(bytes, 0, result, 0, from);
            System.arraycopy(other, start, result, from, count);
            System.arraycopy(bytes, to, result, from + count, bytes.length - to);
            return result;
        }
    }
}
