package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionLostException;

/**
 * The file that says who has the lease of a session. For one at a time.
 */
final class LeaseFile {

    private static final String NOBODY = "-";

    private final Path file;

    LeaseFile(Path file) {
        this.file = file;
    }

    Optional<SessionLease> acquire(SessionKey key, Duration duration) throws IOException {
        Instant now = Instant.now();
        Content content = read();
        if (content != null && content.isHeld(now)) {
            return Optional.empty();
        }
        // The file goes with its session; by the clock, tokens rise nevertheless.
        long token = Math.max(now.toEpochMilli(), content == null ? 0 : content.token() + 1);
        SessionLease lease = new SessionLease(key, UUID.randomUUID().toString(), token);
        write(new Content(lease.holder(), token, now.plus(duration)));
        return Optional.of(lease);
    }

    boolean renew(SessionLease lease, Duration duration) throws IOException {
        if (!isHeldBy(lease)) {
            return false;
        }
        write(new Content(lease.holder(), lease.token(), Instant.now().plus(duration)));
        return true;
    }

    void release(SessionLease lease) throws IOException {
        if (isHeldBy(lease)) {
            write(new Content(NOBODY, lease.token(), Instant.EPOCH));
        }
    }

    /**
     * Returns whether nobody has the lease.
     */
    boolean isFree() throws IOException {
        Content content = read();
        return content == null || !content.isHeld(Instant.now());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * @throws SessionLostException when another has the lease
     */
    void requireHeldBy(SessionLease lease) throws IOException {
        if (!isHeldBy(lease)) {
            throw new SessionLostException("The session '" + lease.key().name() + "' was taken over by another turn");
        }
    }

    private boolean isHeldBy(SessionLease lease) throws IOException {
        Content content = read();
        return content != null && content.holder().equals(lease.holder()) && content.token() == lease.token();
    }

    private void write(Content content) throws IOException {
        DirectoryEntries.replace(file, content.holder() + "\n" + content.token() + "\n" + content.until() + "\n");
    }

    private Content read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            // After a loss of power the file may be empty: then the lease has ended, too.
            return lines.size() < 3 ? null
                    : new Content(lines.get(0), Long.parseLong(lines.get(1)), Instant.parse(lines.get(2)));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private record Content(String holder, long token, Instant until) {

        boolean isHeld(Instant now) {
            return !holder.equals(NOBODY) && now.isBefore(until);
        }
    }
}
