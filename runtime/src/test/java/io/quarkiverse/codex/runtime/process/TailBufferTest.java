package io.quarkiverse.codex.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

class TailBufferTest {

    private static void append(TailBuffer buffer, String text) {
        byte[] bytes = ("??" + text + "??").getBytes(StandardCharsets.UTF_8);
        buffer.append(bytes, 2, bytes.length - 4);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(new TailBuffer(10).text()).isEmpty();
    }

    @Test
    void keepsEverythingUpToTheLimit() {
        TailBuffer buffer = new TailBuffer(10);
        append(buffer, "12345");
        append(buffer, "67890");

        assertThat(buffer.text()).isEqualTo("1234567890");
    }

    @Test
    void dropsTheBeginning() {
        TailBuffer buffer = new TailBuffer(10);
        append(buffer, "1234567");
        append(buffer, "890ab");

        assertThat(buffer.text()).isEqualTo("[… 2 bytes before this are not kept]\n34567890ab");
        append(buffer, "a much longer text than fits");
        assertThat(buffer.text()).isEqualTo("[… 30 bytes before this are not kept]\n than fits");
    }

    @Test
    void dropsTheRestOfABrokenLine() {
        TailBuffer buffer = new TailBuffer(10);
        append(buffer, "secret\nline\nend\n");

        assertThat(buffer.text()).isEqualTo("[… 7 bytes before this are not kept]\nline\nend\n");
    }

    @Test
    void keepsALineThatFillsIt() {
        TailBuffer buffer = new TailBuffer(5);
        append(buffer, "1234567\n");

        assertThat(buffer.text()).isEqualTo("[… 3 bytes before this are not kept]\n4567\n");
    }

    @Test
    void aLimitOfOneByteWillDo() {
        TailBuffer buffer = new TailBuffer(1);
        append(buffer, "ab");
        append(buffer, "c");

        assertThat(buffer.text()).isEqualTo("[… 2 bytes before this are not kept]\nc");
    }

    @Test
    void agreesWithASimplerBuffer() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int limit = 1 + random.nextInt(5000);
            TailBuffer buffer = new TailBuffer(limit);
            StringBuilder all = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                String chunk = Character.toString('a' + random.nextInt(26)).repeat(random.nextInt(3000));
                append(buffer, chunk);
                all.append(chunk);
            }
            String expected = all.substring(Math.max(0, all.length() - limit));
            assertThat(buffer.text()).as("seed %d", seed).endsWith(expected)
                    .hasSize(expected.length() == all.length() ? expected.length()
                            : expected.length() + buffer.text().indexOf('\n') + 1);
        }
    }
}
