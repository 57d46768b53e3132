package io.quarkiverse.codex.runtime.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Oversized;

class RpcReaderTest {

    private static final String SECRET = "sk-very-secret";

    @Test
    void linesAreSplitAtLfHoweverTheBytesArrive() throws Exception {
        byte[] bytes = utf8("{'method':'a\u2028b\u0085'}\r\n\n  \r\n{'method':'c'}\n{'method':'\ud83d\ude00'}");
        for (int split = 0; split <= bytes.length; split++) {
            RpcReader reader = new RpcReader(new SequenceInputStream(new ByteArrayInputStream(bytes, 0, split),
                    new ByteArrayInputStream(bytes, split, bytes.length - split)));
            assertThat(readAll(reader)).as("split at %d", split).containsExactly(new Notification("a\u2028b\u0085", null),
                    new Notification("c", null), new Notification("\ud83d\ude00", null));
        }
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
        Logger logger = Logger.getLogger(RpcReader.class.getName());
        logger.addHandler(handler);
        try {
            RpcReader reader = new RpcReader(new ByteArrayInputStream(
                    utf8(SECRET + "\n{'method':'a'}\n[1]\n{'a':'" + SECRET + "'}\n{'method':'b'}\n{'method':'cut o")));
            assertThat(readAll(reader)).containsExactly(new Notification("a", null), new Notification("b", null));
            assertThat(reader.strayLines()).isEqualTo(4);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
            assertThat(record.getThrown()).isNull();
            assertThat(record.getMessage()).doesNotContain(SECRET);
            assertThat(Arrays.toString(record.getParameters())).doesNotContain(SECRET);
        });
    }

    @Test
    void aLineLongerThanTheLimitIsLeftOutAndTheNextOneRead() throws Exception {
        String line = "{'method':'a'}";
        String threadOfItem = "{'method':'item/completed','params':{'item':'" + "x".repeat(100_000) + "','threadId':'t'}}";
        for (String tooLong : List.of(line + " ", threadOfItem)) {
            RpcReader reader = new RpcReader(
                    new ByteArrayInputStream(utf8(line + "\n" + tooLong + "\n" + line + "\n" + tooLong)), line.length());

            assertThat(readAll(reader)).hasSize(4).satisfies(messages -> {
                assertThat(messages.get(0)).isEqualTo(messages.get(2)).isEqualTo(new Notification("a", null));
                assertThat(messages.get(1)).isEqualTo(messages.get(3)).isEqualTo(tooLong.equals(threadOfItem)
                        ? new Oversized(null, "item/completed", "t", null, threadOfItem.length())
                        : new Oversized(null, "a", null, null, line.length() + 1));
            });
        }
    }

    private static List<RpcMessage> readAll(RpcReader reader) throws Exception {
        List<RpcMessage> messages = new ArrayList<>();
        for (RpcMessage message = reader.next(); message != null; message = reader.next()) {
            messages.add(message);
        }
        return messages;
    }

    private static byte[] utf8(String quoted) {
        return quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
