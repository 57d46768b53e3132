package io.quarkiverse.codex.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(10, lines::add);

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.append(bytes, bytes.length);
    }

    @Test
    void linesAreWholeHoweverTheyCome() {
        append("one\r\nt");
        append("wo\n\nth");
        assertThat(lines).containsExactly("one", "two");

        splitter.end();
        assertThat(lines).containsExactly("one", "two", "th");
    }

    @Test
    void whatIsVeryLongComesInPieces() {
        append("0123456789abc\n");

        assertThat(lines).containsExactly("0123456789", "abc");
    }
}
