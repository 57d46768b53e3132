package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

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
    public static final int DEFAULT_MAX_LINE_LENGTH = 64 * 1024 * 1024;

    private static final Logger LOG = Logger.getLogger(ExecEventReader.class);

    private static final int INITIAL_CAPACITY = 16 * 1024;

    /** What a buffer may keep after a long line, for long lines seldom come alone. */
    private static final int RETAINED_CAPACITY = 256 * 1024;

    private final InputStream stream;
    private final int maxLineLength;

    private byte[] buffer;
    /** Where the line begins that is not yet read. */
    private int start;
    /** Up to where that line is known to have no end. */
    private int scanned;
    private int end;
    private boolean exhausted;
    private volatile long strayLines;

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
        this.stream = Objects.requireNonNull(stream, "stream");
        if (maxLineLength <= 0) {
            throw new IllegalArgumentException("The longest line to accept must have at least one byte");
        }
        // An array of Integer.MAX_VALUE bytes is more than a JVM gives, and the line's end needs room too.
        this.maxLineLength = Math.min(maxLineLength, Integer.MAX_VALUE - 16);
        this.buffer = new byte[initialCapacity()];
    }

    private int initialCapacity() {
        return Math.min(INITIAL_CAPACITY, maxLineLength + 1);
    }

    /**
     * Waits for the next event.
     *
     * @return the event, or {@code null} at the end of the stream
     * @throws LineTooLongException if a line exceeds the limit, now and on every further call
     * @throws IOException if the stream cannot be read, for example because the process was killed
     */
    public TurnEvent next() throws IOException {
        while (true) {
            int lineEnd = findLineEnd();
            if ((lineEnd < 0 ? end : lineEnd) - start > maxLineLength) {
                throw new LineTooLongException(maxLineLength);
            }
            if (lineEnd < 0 && !exhausted) {
                fill();
                continue;
            }
            if (lineEnd < 0 && start == end) {
                return null;
            }
            int from = start;
            int to = lineEnd < 0 ? end : lineEnd;
            start = lineEnd < 0 ? end : lineEnd + 1;
            scanned = start;
            TurnEvent event = parse(from, to);
            if (event != null) {
                return event;
            }
        }
    }

    /**
     * Returns how many lines were skipped so far because they were no JSON objects, the empty ones not counted.
     *
     * @return the number of lines
     */
    public long strayLines() {
        return strayLines;
    }

    private int findLineEnd() {
        byte[] bytes = buffer;
        int limit = end;
        for (int i = scanned; i < limit; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        scanned = limit;
        return -1;
    }

    private void fill() throws IOException {
        makeRoom();
        int count = stream.read(buffer, end, buffer.length - end);
        if (count < 0) {
            exhausted = true;
        } else {
            end += count;
        }
    }

    private void makeRoom() {
        int length = end - start;
        int capacity = buffer.length;
        if (length == capacity) {
            capacity = (int) Math.min(capacity * 2L, maxLineLength + 1L);
        } else if (capacity > RETAINED_CAPACITY && length < initialCapacity()) {
            // The next read may wait for long: not with the memory of a huge line that is over.
            capacity = initialCapacity();
        }
        if (capacity != buffer.length) {
            buffer = Arrays.copyOfRange(buffer, start, start + capacity);
        } else if (start > 0 && (length == 0 || end == capacity)) {
            System.arraycopy(buffer, start, buffer, 0, length);
        } else {
            return;
        }
        start = 0;
        end = length;
        scanned = length;
    }

    private TurnEvent parse(int from, int to) {
        // A CR before the LF is white space to JSON, like everything that makes a line look empty.
        int first = from;
        while (first < to && isWhiteSpace(buffer[first])) {
            first++;
        }
        if (first == to) {
            return null;
        }
        try {
            return ExecEventCodec.read(buffer, first, to - first);
        } catch (MalformedEventException stray) {
            skip(to - from);
            return null;
        }
    }

    private static boolean isWhiteSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private void skip(int length) {
        long before = strayLines;
        strayLines = before + 1;
        if (before == 0) {
            LOG.warnf("codex wrote a line of %d bytes that is not an event. It is skipped, and so is every further one",
                    (Object) length);
        }
    }
}
