package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.runtime.config.SessionConfig;
import io.quarkiverse.codex.runtime.storage.BlockingCalls;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionStore;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Keeps sessions in a directory, which several processes of a machine may share. What was added is there after each of them
 * was killed, and after a loss of power.
 */
@Singleton
@DefaultBean
@Typed(SessionStore.class)
public class FileSessionStore implements SessionStore {

    private static final Logger LOG = Logger.getLogger(FileSessionStore.class);
    static final String SESSION = ".jsonl";
    static final String LEASE = ".lease";

    private final Path sessions;
    private final DirectoryLocks locks;
    private final Leftovers leftovers;
    private final BlockingCalls calls;
    private final Clock clock;
    private final Tidying tidying = new Tidying();

    @Inject
    FileSessionStore(SessionConfig config) {
        this(config.file().directory().orElseThrow(() -> new CodexConfigurationException(
                "The sessions of codex are to be kept in files, and nothing says where: set"
                        + " quarkus.codex.session.file.directory")),
                new Workers("codex-sessions-file"));
    }

    /**
     * @param directory where to keep sessions; made if need be
     * @param threads where files are read and written
     */
    public FileSessionStore(Path directory, Executor threads) {
        this(directory, threads, Clock.systemUTC());
    }

    /**
     * @param clock by which leases and sessions end: one for all processes that share the directory
     */
    FileSessionStore(Path directory, Executor threads, Clock clock) {
        this.clock = clock;
        try {
            FileAttribute<?>[] ownOnly = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
                    : new FileAttribute<?>[0];
            this.sessions = Files.createDirectories(directory.resolve("sessions"), ownOnly);
            this.locks = new DirectoryLocks(Files.createDirectories(directory.resolve("locks"), ownOnly));
        } catch (IOException e) {
            throw new CodexConfigurationException("The directory of quarkus.codex.session.file.directory, " + directory
                    + ", cannot be used: " + e, e);
        }
        this.leftovers = new Leftovers(sessions, locks, clock);
        this.calls = new BlockingCalls(threads,
                failure -> new SessionException("A session could not be read or written in " + directory + ": " + failure,
                        failure));
    }

    @Override
    public Uni<Optional<SessionInfo>> find(SessionKey key) {
        return blocking(() -> head(key).map(head -> head.info(key)));
    }

    private Optional<SessionHead> head(SessionKey key) throws IOException {
        return session(name(key)).head().map(HeadLine::head).filter(head -> head.isThere(clock.instant()));
    }

    @Override
    public Multi<SessionEntry> load(SessionKey key) {
        return blocking(() -> head(key).isEmpty() ? Optional.<SessionFileReader> empty() : session(name(key)).entries())
                .onItem().transformToMulti(found -> found.map(this::read).orElseGet(() -> Multi.createFrom().empty()));
    }

    private Multi<SessionEntry> read(SessionFileReader reader) {
        return Multi.createBy().repeating().uni(() -> blocking(() -> Optional.ofNullable(reader.next())))
                .whilst(Optional::isPresent).filter(Optional::isPresent).map(Optional::get)
                .onTermination().call(() -> blocking(() -> {
                    reader.close();
                    return null;
                }));
    }

    @Override
    public Multi<String> keys(String client) {
        return blocking(this::tidy).onItem().transformToMulti(Multi.createFrom()::iterable)
                .filter(key -> key.client().equals(client)).map(SessionKey::name);
    }

    /** Forgets what has expired, and returns what has not. */
    private List<SessionKey> tidy() throws IOException {
        leftovers.remove();
        List<SessionKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(sessions)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SESSION)).toList()) {
                HeadLine line = new SessionFile(file).head().orElse(null);
                if (line != null && !line.head().isThere(clock.instant())) {
                    forget(line.key());
                } else if (line != null) {
                    keys.add(line.key());
                }
            }
        }
        return keys;
    }

    /** One that has expired, unless somebody has just begun it anew. */
    private void forget(SessionKey key) throws IOException {
        String name = name(key);
        locks.locked(name, () -> {
            if (head(key).isEmpty() && lease(name).isFree()) {
                session(name).delete();
                lease(name).delete();
            }
            return null;
        });
    }

    @Override
    public Uni<Boolean> describe(SessionKey key, Map<String, String> attributes) {
        return locked(key, name -> {
            Optional<SessionHead> head = head(key);
            if (head.isPresent()) {
                session(name).append(List.of(), new HeadLine(key, head.get().with(attributes)));
            }
            return head.isPresent();
        });
    }

    @Override
    public Uni<Optional<SessionLease>> acquire(SessionKey key, Duration duration) {
        return locked(key, name -> lease(name).acquire(key, duration));
    }

    @Override
    public Uni<Boolean> renew(SessionLease lease, Duration duration) {
        return locked(lease.key(), name -> lease(name).renew(lease, duration));
    }

    @Override
    public Uni<Void> release(SessionLease lease) {
        return locked(lease.key(), name -> {
            lease(name).release(lease);
            return null;
        });
    }

    @Override
    public Uni<Void> append(SessionLease lease, List<SessionEntry> entries, Optional<Duration> ttl) {
        return locked(lease.key(), name -> {
            lease(name).requireHeldBy(lease);
            Optional<SessionHead> there = head(lease.key());
            if (there.isEmpty()) {
                // One that has expired goes with its entries.
                session(name).delete();
            }
            SessionHead head = there.orElse(SessionHead.NOTHING);
            List<SessionEntry> missing = head.missing(entries);
            if (!missing.isEmpty()) {
                session(name).append(missing, new HeadLine(lease.key(), head.with(missing, clock.instant(), ttl)));
            }
            return (Void) null;
        }).invoke(() -> {
            if (tidying.isDue(ttl)) {
                // Nobody waits for that.
                blocking(this::tidy).subscribe().with(there -> {
                }, failure -> LOG.debugf(failure, "Sessions that have expired could not be removed"));
            }
        });
    }

    @Override
    public Uni<Boolean> clear(SessionLease lease) {
        return locked(lease.key(), name -> {
            lease(name).requireHeldBy(lease);
            boolean there = head(lease.key()).isPresent();
            session(name).delete();
            return there;
        });
    }

    private SessionFile session(String name) {
        return new SessionFile(sessions.resolve(name + SESSION));
    }

    private LeaseFile lease(String name) {
        return new LeaseFile(sessions.resolve(name + LEASE), clock);
    }

    /** Keys may have whatever characters; file names may not. */
    private static String name(SessionKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key.client().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(key.name().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private <T> Uni<T> locked(SessionKey key, Use<T> use) {
        String name = name(key);
        return blocking(() -> locks.locked(name, () -> use.of(name)));
    }

    private <T> Uni<T> blocking(DirectoryLocks.Action<T> action) {
        return calls.call(action::run);
    }

    private interface Use<T> {

        T of(String name) throws IOException;
    }
}
