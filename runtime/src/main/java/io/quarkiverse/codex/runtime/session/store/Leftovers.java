package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is left of sessions that were cleared or never begun, and of processes that were killed while they wrote.
 */
final class Leftovers {

    /** A lease that has just been given back may be taken again: its next token should be higher. */
    private static final Duration LEAST_AGE = Duration.ofHours(1);

    private final Path sessions;
    private final DirectoryLocks locks;
    private final Clock clock;

    Leftovers(Path sessions, DirectoryLocks locks, Clock clock) {
        this.sessions = sessions;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * Removes them. Blocks.
     */
    void remove() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(sessions)) {
            files = all.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(DirectoryEntries.TEMPORARY) && isOld(file)) {
                Files.deleteIfExists(file);
            } else if (name.endsWith(FileSessionStore.LEASE) && isOld(file)) {
                removeLease(name.substring(0, name.length() - FileSessionStore.LEASE.length()), file);
            }
        }
    }

    private void removeLease(String session, Path file) throws IOException {
        if (isOfNoSession(session)) {
            locks.locked(session, () -> {
                LeaseFile lease = new LeaseFile(file, clock);
                if (isOfNoSession(session) && isOld(file) && lease.isFree()) {
                    lease.delete();
                }
                return null;
            });
        }
    }

    private boolean isOfNoSession(String session) {
        return Files.notExists(sessions.resolve(session + FileSessionStore.SESSION));
    }

    private boolean isOld(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(LEAST_AGE));
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
