package io.quarkiverse.codex.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionStore;

/** What holds when the storm is over, whatever has happened. */
final class Invariants {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Site site;
    private final TemporaryDisk disk;
    private final LeaseClockJump leases;
    private final List<String> broken = new ArrayList<>();
    /** When everything has had its time to settle, by {@link System#nanoTime()}. */
    private long settled;

    Invariants(Site site, TemporaryDisk disk, LeaseClockJump leases) {
        this.site = site;
        this.disk = disk;
        this.leases = leases;
    }

    /** While the application still runs: what is left now would pile up. */
    void whileItRuns() throws InterruptedException {
        letSettle();
        none("turns that are counted as running", () -> site.replicas().stream()
                .filter(replica -> replica.gauges().activeTurns() + replica.gauges().queuedTurns() > 0)
                .map(replica -> replica.gauges().activeTurns() + " run and " + replica.gauges().queuedTurns()
                        + " wait on replica " + replica.name())
                .toList());
        none("approvals", () -> site.approvals().list().stream().map(Object::toString).toList());
        none("leases in Redis", leases::leases);
        none("leases in files", () -> Leftovers.leases(site.sessionFiles()));
        none("temporary files", () -> disk.filesOfCodex().stream().map(Object::toString).toList());
        none("processes of turns", () -> Leftovers.processes(site.mark()).stream()
                .filter(process -> !process.contains("app-server")).toList());
    }

    /** When the application has stopped. */
    void whenItIsGone() throws InterruptedException {
        letSettle();
        none("processes", () -> Leftovers.processes(site.mark()));
        none("threads", Leftovers::threads);
        none("temporary files", () -> disk.filesOfCodex().stream().map(Object::toString).toList());
    }

    /** Of all turns that there were. */
    void ofTurns(Ledger ledger) throws InterruptedException {
        letSettle();
        none("turns that did not end just once for their callers", ledger::irregular);
        none("turns that did not end just once for those who watch them", site.ends()::irregular);
    }

    /** Of what is recorded, in which nothing changes any more. */
    void ofSessions(Transcripts transcripts) {
        read(site.inRedis(), false, transcripts);
        read(site.inFiles(), true, transcripts);
        transcripts.faults().forEach(fault -> broken.add("sessions: " + fault));
    }

    private void read(SessionStore store, boolean inFiles, Transcripts transcripts) {
        List<String> sessions = store.keys(CodexClient.DEFAULT_NAME).collect().asList().await().atMost(PATIENCE);
        for (String session : sessions) {
            List<SessionEntry> entries = store.load(new SessionKey(CodexClient.DEFAULT_NAME, session)).collect().asList()
                    .await().atMost(PATIENCE);
            transcripts.add(session, inFiles, entries);
        }
    }

    /** Of what was logged. */
    void ofLogs(LogWatch logs) {
        logs.found().forEach(line -> broken.add("a secret in a log: " + line));
        if (logs.lines() == 0) {
            broken.add("no line was logged, so that nothing is known about secrets in logs");
        }
    }

    void add(List<String> others) {
        broken.addAll(others);
    }

    private void letSettle() {
        settled = System.nanoTime() + Calm.PATIENCE.toNanos();
    }

    /** Waits until there are none: much of it goes away by itself, when a time is over. */
    private void none(String what, Supplier<List<String>> left) throws InterruptedException {
        List<String> still = left.get();
        while (!still.isEmpty() && System.nanoTime() - settled < 0) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            still = left.get();
        }
        still.forEach(one -> broken.add(what + ": " + one));
    }

    /** Returns what does not hold. */
    List<String> broken() {
        return broken;
    }
}
