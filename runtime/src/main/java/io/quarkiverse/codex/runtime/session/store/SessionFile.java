package io.quarkiverse.codex.runtime.session.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.runtime.session.SessionEntryCodec;
import io.quarkiverse.codex.session.SessionEntry;

/**
 * The file of one session. It is only ever added to: some entries, each a line, and then a line that says what is known of the
 * session with them. That line makes the entries before it count; what stands behind the last such line was never finished.
 * Each line begins with a checksum.
 */
final class SessionFile {

    private static final int TAIL = 8 * 1024;

    private final Path file;

    SessionFile(Path file) {
        this.file = file;
    }

    /**
     * Reads what is known of the session.
     *
     * @return what is known; empty when there is no such session
     */
    Optional<HeadLine> head() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.ofNullable(end(channel).head());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens the entries for reading.
     *
     * @return the entries that count now; empty when there is no such session
     */
    Optional<SessionFileReader> entries() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            End end = end(channel);
            channel.position(0);
            return Optional.of(new SessionFileReader(channel, end.offset()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Adds entries and what is known with them, and waits until both are on the disk. For one at a time.
     */
    void append(List<SessionEntry> entries, HeadLine head) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (SessionEntry entry : entries) {
            lines.append(ChecksummedLine.of(SessionEntryCodec.toJson(entry)));
        }
        lines.append(ChecksummedLine.of(head.toJson()));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        boolean created = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            long offset = end(channel).offset();
            if (offset < channel.size()) {
                channel.truncate(offset);
            }
            channel.position(offset);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (created) {
            DirectoryEntries.force(file.getParent());
        }
    }

    /**
     * Removes the session. For one at a time.
     */
    void delete() throws IOException {
        if (Files.deleteIfExists(file)) {
            DirectoryEntries.force(file.getParent());
        }
    }

    /** Usually the file ends with a line about the session, which is short; only a broken end takes reading it all. */
    private static End end(FileChannel channel) throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, TAIL);
        ByteBuffer tail = ByteBuffer.allocate(length);
        while (tail.hasRemaining() && channel.read(tail, size - length + tail.position()) >= 0) {
            // Goes on until all of it is read.
        }
        if (tail.hasRemaining()) {
            // Somebody has cut off what was never finished.
            return end(channel);
        }
        byte[] bytes = tail.array();
        if (length > 1 && bytes[length - 1] == '\n') {
            int begin = length - 1;
            while (begin > 0 && bytes[begin - 1] != '\n') {
                begin--;
            }
            if (begin > 0 || size == length) {
                HeadLine head = head(new String(bytes, begin, length - 1 - begin, StandardCharsets.UTF_8));
                if (head != null) {
                    return new End(size, head);
                }
            }
        }
        return size == 0 ? new End(0, null) : endOfWhole(channel);
    }

    private static HeadLine head(String line) {
        return ChecksummedLine.content(line).flatMap(HeadLine::fromJson).orElse(null);
    }

    private static End endOfWhole(FileChannel channel) throws IOException {
        channel.position(0);
        // Not closed: that would close the channel.
        BufferedReader reader = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel),
                StandardCharsets.UTF_8));
        End end = new End(0, null);
        long offset = 0;
        String line;
        while ((line = reader.readLine()) != null) {
            // A character that is half written is decoded as another one, of whatever length: its checksum is wrong, too.
            offset += line.getBytes(StandardCharsets.UTF_8).length + 1;
            Optional<String> content = ChecksummedLine.content(line);
            if (content.isEmpty()) {
                break;
            }
            HeadLine head = HeadLine.fromJson(content.get()).orElse(null);
            if (head != null && offset <= channel.size()) {
                end = new End(offset, head);
            }
        }
        return end;
    }

    private record End(long offset, HeadLine head) {
    }
}
