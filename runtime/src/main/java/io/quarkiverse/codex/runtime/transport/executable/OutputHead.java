package io.quarkiverse.codex.runtime.transport.executable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads a stream to its end on a thread of its own, so that whoever writes never waits for a reader, and keeps its beginning.
 */
final class OutputHead {

    private static final int CHUNK = 8192;

    private final InputStream stream;
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    OutputHead(String threadName, InputStream stream, int most) {
        this.stream = stream;
        this.most = most;
        this.reader = new Thread(this::read, threadName);
        this.reader.setDaemon(true);
        this.reader.start();
    }

    private void read() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                keep(chunk, count);
            }
        } catch (IOException closed) {
            // What was read until now is kept.
        }
    }

    private synchronized void keep(byte[] chunk, int count) {
        kept.write(chunk, 0, Math.min(count, most - kept.size()));
    }

    /**
     * @param patience how long to wait for the end of the stream, which whatever was left behind may hold open for ever
     */
    String text(Duration patience) {
        try {
            reader.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
