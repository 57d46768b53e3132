package io.quarkiverse.codex.runtime.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of what a process writes. Used by one thread.
 */
final class LineSplitter {

    private final int longest;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * @param longest how many bytes of a line come at a time
     */
    LineSplitter(int longest, Consumer<String> lines) {
        this.longest = longest;
        this.lines = lines;
    }

    void append(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] != '\n') {
                line.write(chunk[i]);
            }
            if (chunk[i] == '\n' || line.size() >= longest) {
                end();
            }
        }
    }

    /**
     * Gives what has come of a line without its end.
     */
    void end() {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isEmpty()) {
            lines.accept(text);
        }
    }
}
