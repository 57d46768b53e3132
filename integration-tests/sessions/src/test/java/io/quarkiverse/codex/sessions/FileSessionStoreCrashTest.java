package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.runtime.session.store.FileSessionStore;
import io.quarkiverse.codex.runtime.transport.Workers;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionStore;

/** Processes that write to one session and are killed while they do. */
class FileSessionStoreCrashTest {

    private static final int WRITERS = 2;
    private static final int KILLS = 6;

    @TempDir
    Path directory;

    @Test
    void killedWritersLoseNothingThatWasConfirmedAndDoubleNothing() throws Exception {
        Set<String> confirmed = Collections.synchronizedSet(new HashSet<>());
        List<Thread> tests = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> {
                for (int kill = 0; kill < KILLS; kill++) {
                    try {
                        killAfter(5 + random.nextInt(40), confirmed);
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            tests.add(thread);
        }
        for (Thread test : tests) {
            test.join();
        }
        assertThat(failures).isEmpty();

        SessionStore store = new FileSessionStore(directory, new Workers("file-store"));
        List<SessionEntry> entries = SessionStoreContract.all(store.load(FileWriterProcess.KEY));
        assertThat(SessionStoreContract.of(store.find(FileWriterProcess.KEY)).orElseThrow().entries())
                .isEqualTo(entries.size());
        List<String> names = entries.stream().map(FileSessionStoreCrashTest::name).toList();
        assertThat(names).doesNotHaveDuplicates().containsAll(confirmed);
        Map<String, Integer> last = new HashMap<>();
        for (SessionEntry entry : entries) {
            assertThat(entry.sequence()).isEqualTo(last.getOrDefault(entry.turnId(), -1) + 1);
            last.put(entry.turnId(), entry.sequence());
        }
        assertThat(last).hasSizeGreaterThan(1);
    }

    private void killAfter(int entries, Set<String> confirmed) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), FileWriterProcess.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = writer.inputReader()) {
            String line;
            int told = 0;
            while ((line = output.readLine()) != null) {
                confirmed.add(line);
                if (++told == entries) {
                    // By its handle: the process itself would close what it has written.
                    writer.toHandle().destroyForcibly();
                }
            }
            assertThat(told).isGreaterThanOrEqualTo(entries);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private static String name(SessionEntry entry) {
        return entry.turnId() + " " + entry.sequence();
    }
}
