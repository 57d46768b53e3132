package io.quarkiverse.codex.runtime.session.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionLease;

/** What stays in the directory of a store. */
class FileSessionStoreTest {

    private static final SessionKey KEY = new SessionKey("client", "user-42");
    private static final Duration DURATION = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private FileSessionStore store;

    @BeforeEach
    void create() {
        store = new FileSessionStore(directory, Runnable::run, Clock.systemUTC());
    }

    @Test
    void nothingStaysOfASessionThatWasCleared() throws IOException {
        SessionLease lease = begin();
        store.clear(lease).await().indefinitely();
        store.release(lease).await().indefinitely();
        age();

        assertThat(keys()).isEmpty();

        assertThat(files()).isEmpty();
    }

    @Test
    void nothingStaysOfAProcessThatWasKilledWhileItWrote() throws IOException {
        Files.createFile(directory.resolve("sessions").resolve("name.lease1.tmp"));
        age();

        assertThat(keys()).isEmpty();

        assertThat(files()).isEmpty();
    }

    @Test
    void theLeaseStaysThatIsHeldOrOfASessionOrFresh() throws IOException {
        SessionLease held = store.acquire(KEY, Duration.ofDays(1)).await().indefinitely().orElseThrow();
        age();
        assertThat(keys()).isEmpty();
        assertThat(store.renew(held, DURATION).await().indefinitely()).isTrue();

        store.release(held).await().indefinitely();
        assertThat(keys()).isEmpty();
        assertThat(files()).hasSize(1);

        store.release(begin()).await().indefinitely();
        age();
        assertThat(keys()).containsExactly(KEY.name());
        assertThat(files()).hasSize(2);
    }

    private SessionLease begin() {
        SessionLease lease = store.acquire(KEY, DURATION).await().indefinitely().orElseThrow();
        store.append(lease, List.of(new SessionInput("t", 0, Instant.EPOCH, List.of())), Optional.empty()).await()
                .indefinitely();
        return lease;
    }

    private List<String> keys() {
        return store.keys(KEY.client()).collect().asList().await().indefinitely();
    }

    private void age() throws IOException {
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("sessions"))) {
            return files.toList();
        }
    }
}
