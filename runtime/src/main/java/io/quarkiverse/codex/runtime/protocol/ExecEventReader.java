package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.io.InputStream;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.event.TurnEvent;

/**
 * Pulls events from the standard output of {@code codex exec --json}.
 * <p>
 * A line ends at LF and nowhere else. Empty lines are skipped. So are lines that are not a JSON object, but they are counted
 * and the first one is logged, without any of its content.
 * <p>
 * A reader never reads ahead of what it was asked for by more than its buffer, so that a caller who does not call
 * {@link #next()} slows codex down. It is used by one thread at a time; {@link #strayLines()} can be called from any thread.
 * It does not close the stream.
 */
public final class ExecEventReader {

    /** The longest line that a reader accepts if it is not told otherwise, in bytes: 64 MiB. */
    public static final int DEFAULT_MAX_LINE_LENGTH = JsonLines.DEFAULT_MAX_LINE_LENGTH;

    private static final Logger LOG = Logger.getLogger(ExecEventReader.class);

    private final JsonLines lines;

    /**
     * Creates a reader for lines of at most {@link #DEFAULT_MAX_LINE_LENGTH}.
     *
     * @param stream where codex writes to; the caller closes it
     */
    public ExecEventReader(InputStream stream) {
        this(stream, DEFAULT_MAX_LINE_LENGTH);
    }

    /**
     * Creates a reader.
     *
     * @param stream where codex writes to; the caller closes it
     * @param maxLineLength the longest line to accept, in bytes without its LF; positive
     */
    public ExecEventReader(InputStream stream, int maxLineLength) {
        this.lines = new JsonLines(stream, maxLineLength);
    }

    /**
     * Waits for the next event.
     *
     * @return the event, or {@code null} at the end of the stream
     * @throws LineTooLongException if a line exceeds the limit, now and on every further call
     * @throws IOException if the stream cannot be read, for example because the process was killed
     */
    public TurnEvent next() throws IOException {
        while (lines.next()) {
            try {
                return ExecEventCodec.read(lines.buffer(), lines.offset(), lines.length());
            } catch (MalformedEventException stray) {
                lines.countAsStray(LOG, "an event");
            }
        }
        return null;
    }

    /**
     * Returns how many lines were skipped so far because they were no JSON objects, the empty ones not counted.
     *
     * @return the number of lines
     */
    public long strayLines() {
        return lines.strayLines();
    }
}
