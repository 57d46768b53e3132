package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.runtime.session.store.FileSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;
import io.quarkiverse.codex.session.SessionStore;

class FileSessionStoreTest extends SessionStoreContract {

    @TempDir
    static Path directory;

    @Override
    SessionStore replica() {
        return new FileSessionStore(directory.resolve("contract"), new Workers("file-store"));
    }

    /** Wherever the file was cut off, by a power cut or a full disk: what was confirmed is there, what was not is not. */
    @Test
    void everythingThatWasConfirmedIsThereWhereverTheRestWasCutOff() throws IOException {
        Path cut = directory.resolve("cut");
        SessionStore store = new FileSessionStore(cut, new Workers("file-store"));
        SessionKey key = new SessionKey("client", "user-42");
        SessionLease lease = of(store.acquire(key, Duration.ofHours(1))).orElseThrow();
        List<SessionEntry> confirmed = turn("t1", "hello", "Grüße 😀");
        List<SessionEntry> more = turn("t2", "again", "Grüße ☃");
        of(store.append(lease, confirmed, Optional.empty()));
        Path file = sessionFile(cut);
        byte[] before = Files.readAllBytes(file);
        of(store.append(lease, more, Optional.empty()));
        byte[] after = Files.readAllBytes(file);

        for (int end = before.length; end < after.length; end += 7) {
            Files.write(file, Arrays.copyOf(after, end));
            assertThat(all(store.load(key))).isEqualTo(confirmed);
            assertThat(of(store.find(key)).orElseThrow().threadId()).contains("thread-of-t1");
        }
        Files.write(file, Arrays.copyOf(after, after.length - 3));
        of(store.append(lease, more, Optional.empty()));
        assertThat(Files.readAllBytes(file)).hasSameSizeAs(after);
        assertThat(all(store.load(key))).startsWith(confirmed.toArray(SessionEntry[]::new))
                .endsWith(more.toArray(SessionEntry[]::new)).hasSize(8);
    }

    @Test
    void garbageAtTheEndIsNoEntry() throws IOException {
        Path garbage = directory.resolve("garbage");
        SessionStore store = new FileSessionStore(garbage, new Workers("file-store"));
        SessionKey key = new SessionKey("client", "user-42");
        SessionLease lease = of(store.acquire(key, Duration.ofHours(1))).orElseThrow();
        List<SessionEntry> confirmed = turn("t1", "hello", "Hi!");
        of(store.append(lease, confirmed, Optional.empty()));

        Files.write(sessionFile(garbage), new byte[20_000], StandardOpenOption.APPEND);

        assertThat(all(store.load(key))).isEqualTo(confirmed);
        of(store.append(lease, turn("t2", "again", "Hi!"), Optional.empty()));
        assertThat(all(store.load(key))).hasSize(8);
    }

    private static Path sessionFile(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve("sessions"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
        }
    }
}
