package io.quarkiverse.codex.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.event.StreamError;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnStarted;

class ExecEventReaderTest {

    private static final String SECRET = "sk-very-secret";

    @Test
    void linesAreSplitAtLfHoweverTheBytesArrive() throws Exception {
        byte[] bytes = Lines.quoted("{'type':'error','message':'a\u2028b\u2029c\u0085d'}\r\n\n  \r\n\n{'type':'turn.started'}\n"
                + "{'type':'error','message':'\ud83d\ude00 \u00e9'}");
        List<TurnEvent> expected = List.of(new StreamError("a\u2028b\u2029c\u0085d"), new TurnStarted(),
                new StreamError("\ud83d\ude00 \u00e9"));
        for (int split = 0; split <= bytes.length; split++) {
            InputStream stream = new SequenceInputStream(new ByteArrayInputStream(bytes, 0, split),
                    new ByteArrayInputStream(bytes, split, bytes.length - split));
            assertThat(readAll(new ExecEventReader(stream))).as("split at %d", split).isEqualTo(expected);
        }
        assertThat(readAll(new ExecEventReader(new InChunks(bytes, 1)))).isEqualTo(expected);
    }

    @Test
    void strayLinesAreSkippedAndCountedAndTheFirstIsLoggedWithoutContent() throws Exception {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger logger = Logger.getLogger(ExecEventReader.class.getName());
        logger.addHandler(handler);
        try {
            ExecEventReader reader = reader(SECRET + "\n{'type':'turn.started'}\n[1]\n'" + SECRET + "'\n12\n{'a':" + SECRET
                    + "}\n{} {}\n{'type':'error','message':'m'}\n{'type':'error','message':'cut o");
            assertThat(readAll(reader)).containsExactly(new TurnStarted(), new StreamError("m"));
            assertThat(reader.strayLines()).isEqualTo(7);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records).hasSize(1);
        assertThat(records.get(0).getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
        assertThat(records.get(0).getThrown()).isNull();
        assertThat(records.get(0).getMessage()).doesNotContain(SECRET);
        assertThat(Arrays.toString(records.get(0).getParameters())).doesNotContain(SECRET);
    }

    @Test
    void whatIsWrongWithALineIsSaidWithoutItsContent() {
        assertThatThrownBy(() -> Lines.read(Lines.utf8("{\"a\":" + SECRET + "}")))
                .isInstanceOf(MalformedEventException.class)
                .hasNoCause()
                .hasMessage("A line of 20 bytes is not a JSON object");
    }

    @Test
    void bytesThatAreNotUtf8MakeALineStray() throws Exception {
        byte[] line = Lines.quoted("{'type':'error','message':'?'}\n{'type':'turn.started'}\n");
        line[new String(line).indexOf('?')] = (byte) 0xff;
        ExecEventReader reader = new ExecEventReader(new ByteArrayInputStream(line));
        assertThat(readAll(reader)).containsExactly(new TurnStarted());
        assertThat(reader.strayLines()).isEqualTo(1);
    }

    @Test
    void halfASurrogatePairSurvives() throws Exception {
        byte[] line = Lines.quoted("{'type':'error','message':'\\ud83d'}");
        assertThat(Lines.read(line)).isEqualTo(new StreamError("\ud83d"));
        assertThat(ExecEventCodec.write(Lines.read(line))).asString().isEqualToIgnoringCase(new String(line));
    }

    @Test
    void aLineAsLongAsTheLimitIsRead() throws Exception {
        String line = "{'type':'turn.started'}";
        ExecEventReader reader = new ExecEventReader(new InChunks(Lines.quoted(line + "\n" + line), 3), line.length());
        assertThat(readAll(reader)).containsExactly(new TurnStarted(), new TurnStarted());
    }

    @Test
    void aLineLongerThanTheLimitIsRefusedForGood() throws Exception {
        String line = "{'type':'turn.started'}";
        for (String rest : List.of("", "\n", "\n" + line)) {
            ExecEventReader reader = new ExecEventReader(
                    new ByteArrayInputStream(Lines.quoted(line + "\n" + line + " " + rest)),
                    line.length());
            assertThat(reader.next()).isEqualTo(new TurnStarted());
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(reader::next).isExactlyInstanceOf(LineTooLongException.class)
                        .hasMessage("codex wrote a line of more than " + line.length() + " bytes");
            }
        }
    }

    @Test
    void memoryIsBoundedByTheLimitAndGivenBack() throws Exception {
        int limit = 1024 * 1024;
        Endless endless = new Endless();
        ExecEventReader tooLong = new ExecEventReader(endless, limit);
        assertThatThrownBy(tooLong::next).isInstanceOf(LineTooLongException.class);
        assertThat(endless.count).isEqualTo(limit + 1);

        String huge = "{'type':'error','message':'" + "x".repeat(limit / 2) + "'}\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Lines.quoted(huge));
        bytes.write(Lines.quoted("{'type':'turn.started'}\n".repeat(2000)));
        InChunks stream = new InChunks(bytes.toByteArray(), Integer.MAX_VALUE);
        ExecEventReader reader = new ExecEventReader(stream, limit);
        assertThat(readAll(reader)).hasSize(2001);
        assertThat(stream.lastAsked).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void aFailureOfTheStreamIsTheCallersToHandle() {
        IOException closed = new IOException("Stream closed");
        ExecEventReader reader = new ExecEventReader(new InputStream() {
            @Override
            public int read() throws IOException {
                throw closed;
            }
        });
        assertThatThrownBy(reader::next).isSameAs(closed);
    }

    @Test
    void theEndIsTheEndHoweverOftenAsked() throws Exception {
        ExecEventReader reader = reader("");
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.strayLines()).isZero();
    }

    @Test
    void aLimitThatAllowsNothingIsRefused() {
        assertThatThrownBy(() -> new ExecEventReader(InputStream.nullInputStream(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ExecEventReader reader(String quoted) {
        return new ExecEventReader(new ByteArrayInputStream(Lines.quoted(quoted)));
    }

    private static List<TurnEvent> readAll(ExecEventReader reader) throws IOException {
        List<TurnEvent> events = new ArrayList<>();
        for (TurnEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    private static final class InChunks extends InputStream {

        private final byte[] bytes;
        private final int chunk;
        private int position;
        int lastAsked;

        InChunks(byte[] bytes, int chunk) {
            this.bytes = bytes;
            this.chunk = chunk;
        }

        @Override
        public int read() {
            return position == bytes.length ? -1 : bytes[position++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            lastAsked = length;
            int count = Math.min(Math.min(length, chunk), bytes.length - position);
            if (count == 0) {
                return -1;
            }
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }
    }

    private static final class Endless extends InputStream {

        long count;

        @Override
        public int read() {
            count++;
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            count += length;
            return length;
        }
    }
}
