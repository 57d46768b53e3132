package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
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
    private final Clock clock;

    LeaseFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    Optional<SessionLease> acquire(SessionKey key, Duration duration) throws IOException {
        Instant now = clock.instant();
        Content content = read();
        if (content != null && content.isHeld(now)) {
            if (content.until().isAfter(now.plus(content.duration()))) {
                // The clock has gone back: who holds the lease renews it in time, and who is gone does not hold it for so long.
                write(content.from(now));
            }
            return Optional.empty();
        }
        // The file goes with its session; by the clock, tokens rise nevertheless.
        long token = Math.max(now.toEpochMilli(), content == null ? 0 : content.token() + 1);
        SessionLease lease = new SessionLease(key, UUID.randomUUID().toString(), token);
        write(new Content(lease.holder(), token, now.plus(duration), duration));
        return Optional.of(lease);
    }

    boolean renew(SessionLease lease, Duration duration) throws IOException {
        if (!isHeldBy(lease)) {
            return false;
        }
        write(new Content(lease.holder(), lease.token(), clock.instant().plus(duration), duration));
        return true;
    }

    void release(SessionLease lease) throws IOException {
        if (isHeldBy(lease)) {
            write(new Content(NOBODY, lease.token(), Instant.EPOCH, Duration.ZERO));
        }
    }

    /**
     * Returns whether nobody has the lease.
     */
    boolean isFree() throws IOException {
        Content content = read();
        return content == null || !content.isHeld(clock.instant());
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
        DirectoryEntries.replace(file, content.holder() + "\n" + content.token() + "\n" + content.until() + "\n"
                + content.duration() + "\n");
    }

    private Content read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            // After a loss of power the file may be empty: then the lease has ended, too.
            return lines.size() < 4 ? null
                    : new Content(lines.get(0), Long.parseLong(lines.get(1)), Instant.parse(lines.get(2)),
                            Duration.parse(lines.get(3)));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * @param duration how long before its end the lease was taken or renewed
     */
    private record Content(String holder, long token, Instant until, Duration duration) {

        boolean isHeld(Instant now) {
            return !holder.equals(NOBODY) && now.isBefore(until);
        }

        Content from(Instant now) {
            return new Content(holder, token, now.plus(duration), duration);
        }
    }
}
