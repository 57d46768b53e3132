package io.quarkiverse.codex.runtime.session.store;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.codex.runtime.session.SessionEntryCodec;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;

/**
 * Reads the entries in the file of a session, one after the other.
 */
final class SessionFileReader implements Closeable {

    private final BufferedReader reader;
    private final long end;
    private long offset;

    /**
     * @param channel the file, at its beginning; closed with this reader
     * @param end how many bytes of it count
     */
    SessionFileReader(FileChannel channel, long end) {
        this.reader = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        this.end = end;
    }

    /**
     * @return the next entry, or {@code null} behind the last one
     */
    SessionEntry next() throws IOException {
        while (offset < end) {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            offset += line.getBytes(StandardCharsets.UTF_8).length + 1;
            String content = ChecksummedLine.content(line).orElseThrow(() -> new SessionException("The file of a session is"
                    + " damaged: the checksum of a line is not that of its content. Restore it, or delete the file"));
            if (HeadLine.fromJson(content).isEmpty()) {
                return SessionEntryCodec.fromJson(content);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
