package io.quarkiverse.codex.sessions;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.runtime.session.store.FileSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInfo;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkiverse.codex.session.SessionStore;

/** Writes to a session in files until it is killed, and tells what was confirmed. */
final class FileWriterProcess {

    static final SessionKey KEY = new SessionKey("client", "user-42");
    static final int ENTRIES = 12;
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long enough that a kill often hits it while it is written. */
    private static final String TEXT = "What was said. 😀 ".repeat(20_000);

    private FileWriterProcess() {
    }

    public static void main(String... arguments) {
        SessionStore store = new FileSessionStore(Path.of(arguments[0]), new Workers("file-store"));
        while (true) {
            store.acquire(KEY, LEASE).await().atMost(PATIENCE).ifPresent(lease -> {
                turn(store, lease);
                store.release(lease).await().atMost(PATIENCE);
            });
        }
    }

    private static void turn(SessionStore store, SessionLease lease) {
        String turn = UUID.randomUUID().toString();
        List<SessionEntry> added = new ArrayList<>();
        store.find(KEY).await().atMost(PATIENCE).flatMap(SessionInfo::openTurn).ifPresent(
                open -> added.add(outcome(open.turnId(), open.lastSequence() + 1, Status.LOST)));
        for (int i = 0; i < ENTRIES; i++) {
            added.add(i == ENTRIES - 1 ? outcome(turn, i, Status.COMPLETED)
                    : new SessionItem(turn, i, Instant.now(), new AgentMessage("m" + i, TEXT)));
            if (!store.renew(lease, LEASE).await().atMost(PATIENCE)) {
                return;
            }
            try {
                store.append(lease, added, Optional.empty()).await().atMost(PATIENCE);
            } catch (RuntimeException takenOver) {
                return;
            }
            for (SessionEntry entry : added) {
                System.out.println(entry.turnId() + " " + entry.sequence());
            }
            System.out.flush();
            added.clear();
        }
    }

    private static SessionOutcome outcome(String turn, int sequence, Status status) {
        return new SessionOutcome(turn, sequence, Instant.now(), status, Usage.UNKNOWN, Optional.empty());
    }
}
