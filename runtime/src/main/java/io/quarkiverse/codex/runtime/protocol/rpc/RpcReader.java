package io.quarkiverse.codex.runtime.protocol.rpc;

import java.io.IOException;
import java.io.InputStream;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.runtime.protocol.JsonLines;
import io.quarkiverse.codex.runtime.protocol.LineTooLongException;

/**
 * Pulls messages from the standard output of {@code codex app-server}.
 * <p>
 * Lines that are no messages are skipped; they are counted and the first one is logged, without any of its content. A reader
 * never reads ahead of what it was asked for by more than its buffer. It is used by one thread at a time;
 * {@link #strayLines()} can be called from any thread. It does not close the stream.
 */
public final class RpcReader {

    private static final Logger LOG = Logger.getLogger(RpcReader.class);

    private final JsonLines lines;

    /**
     * Creates a reader for lines of at most {@link JsonLines#DEFAULT_MAX_LINE_LENGTH}.
     *
     * @param stream where codex writes to; the caller closes it
     */
    public RpcReader(InputStream stream) {
        this(stream, JsonLines.DEFAULT_MAX_LINE_LENGTH);
    }

    /**
     * Creates a reader.
     *
     * @param stream where codex writes to; the caller closes it
     * @param maxLineLength the longest line to accept, in bytes without its LF; positive
     */
    public RpcReader(InputStream stream, int maxLineLength) {
        this.lines = new JsonLines(stream, maxLineLength);
    }

    /**
     * Waits for the next message.
     *
     * @return the message, an {@link RpcMessage.Oversized} for one that exceeds the limit, or {@code null} at the end of the
     *         stream
     * @throws IOException if the stream cannot be read, for example because the process was killed
     */
    public RpcMessage next() throws IOException {
        while (true) {
            try {
                if (!lines.next()) {
                    return null;
                }
                return RpcCodec.read(lines.buffer(), lines.offset(), lines.length());
            } catch (MalformedMessageException stray) {
                lines.countAsStray(LOG, "a JSON-RPC message");
            } catch (LineTooLongException tooLong) {
                EnvelopeScanner envelope = new EnvelopeScanner();
                long length = lines.skip(envelope::scan);
                return envelope.message(length);
            }
        }
    }

    /**
     * Returns how many lines were skipped so far because they were no messages, the empty ones not counted.
     *
     * @return the number of lines
     */
    public long strayLines() {
        return lines.strayLines();
    }
}
