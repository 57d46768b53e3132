package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

import org.jboss.logging.Logger;

/**
 * Splits a stream into lines of JSON, as every kind of codex writes them.
 * <p>
 * A line ends at LF and nowhere else. Empty lines are skipped. Lines are not copied: {@link #buffer()}, {@link #offset()} and
 * {@link #length()} say where the line stands, until {@link #next()} is called again. Never more is read ahead than the buffer
 * holds, so that a caller who does not ask slows codex down.
 * <p>
 * Used by one thread at a time; {@link #strayLines()} can be called from any thread. The stream is not closed.
 */
public final class JsonLines {

    /** The longest line that is accepted if nobody says otherwise, in bytes: 64 MiB. */
    public static final int DEFAULT_MAX_LINE_LENGTH = 64 * 1024 * 1024;

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
    private int lineOffset;
    private int lineLength;
    private volatile long strayLines;

    /**
     * Creates a splitter.
     *
     * @param stream where codex writes to; the caller closes it
     * @param maxLineLength the longest line to accept, in bytes without its LF; positive
     */
    public JsonLines(InputStream stream, int maxLineLength) {
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
     * Waits for the next line that is not empty.
     *
     * @return whether there is one; {@code false} at the end of the stream
     * @throws LineTooLongException if a line exceeds the limit, now and on every further call until it is skipped
     * @throws IOException if the stream cannot be read, for example because the process was killed
     */
    public boolean next() throws IOException {
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
                return false;
            }
            int from = start;
            int to = lineEnd < 0 ? end : lineEnd;
            start = lineEnd < 0 ? end : lineEnd + 1;
            scanned = start;
            // A CR before the LF is white space to JSON, like everything that makes a line look empty.
            while (from < to && isWhiteSpace(buffer[from])) {
                from++;
            }
            if (from < to) {
                lineOffset = from;
                lineLength = to - from;
                return true;
            }
        }
    }

    /**
     * Returns the bytes among which the line stands; they are not to be changed.
     *
     * @return the buffer, another one perhaps after {@link #next()}
     */
    public byte[] buffer() {
        return buffer;
    }

    /** Returns where the line starts, white space before it left out. */
    public int offset() {
        return lineOffset;
    }

    /** Returns how many bytes the line has, its LF left out. */
    public int length() {
        return lineLength;
    }

    /**
     * Counts the line as one that is not what it should be, and logs the first such, without any of its content: what a
     * command prints may be secret.
     *
     * @param log where to warn
     * @param expected what the line should have been
     */
    public void countAsStray(Logger log, String expected) {
        long before = strayLines;
        strayLines = before + 1;
        if (before == 0) {
            log.warnf("codex wrote a line of %d bytes that is not %s. It is skipped, and so is every further one", lineLength,
                    expected);
        }
    }

    /**
     * Returns how many lines were counted as stray so far.
     *
     * @return the number of lines
     */
    public long strayLines() {
        return strayLines;
    }

    /**
     * Leaves out a line that exceeds the limit, so that the next one can be read. Nothing of it is kept, however long it is.
     *
     * @param witness sees all of it, piece by piece
     * @return how many bytes it had
     * @throws IOException if the stream cannot be read
     */
    public long skip(Witness witness) throws IOException {
        long length = 0;
        while (true) {
            int lineEnd = findLineEnd();
            int to = lineEnd < 0 ? end : lineEnd;
            witness.see(buffer, start, to - start);
            length += to - start;
            start = lineEnd < 0 ? end : lineEnd + 1;
            scanned = start;
            if (lineEnd >= 0 || exhausted) {
                return length;
            }
            fill();
        }
    }

    /** Sees what goes by. */
    @FunctionalInterface
    public interface Witness {

        /**
         * @param bytes not to be changed or kept
         */
        void see(byte[] bytes, int offset, int length);
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

    private static boolean isWhiteSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
