package io.quarkiverse.codex.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.it.Codex;

/** Whatever goes wrong, and however much of it at once: every turn ends, once, and nothing is left of it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Looks for what is left in /proc and sends signals")
class ChaosTest {

    /** A storm that is shorter may have no time for everything. */
    private static final Duration LONG = Duration.ofMinutes(2);

    @RegisterExtension
    final Codex codex = new Codex();

    private final Settings settings = Settings.ofTheBuild();
    private final Ledger ledger = new Ledger();
    private final Tally survived = new Tally();

    @Test
    void everythingIsInOrderAfterTheStorm() throws Exception {
        System.out.printf("A storm of %s with -Dchaos.seed=%d%n", settings.duration(), settings.seed());
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        List<String> broken;
        try (LogWatch logs = new LogWatch(Site.CANARY); TemporaryDisk disk = new TemporaryDisk(); Site site = new Site(codex)) {
            LeaseClockJump clocks = new LeaseClockJump(site.clock(), site.vertx(), site.redis().url());
            Invariants invariants = new Invariants(site, disk, clocks);
            List<Fault> faults = faults(site, disk, clocks, timer);
            try (Person person = new Person(site.approvals(), settings.random(-1), survived)) {
                new Storm(settings, site, faults, ledger, survived, timer).rage();
                invariants.add(new Calm(site).recover());
            }
            invariants.whileItRuns();
            site.stop();
            invariants.whenItIsGone();
            invariants.ofTurns(ledger);
            Transcripts transcripts = new Transcripts(ledger, site.losses());
            invariants.ofSessions(transcripts);
            invariants.ofLogs(logs);
            if (settings.duration().compareTo(LONG) >= 0) {
                invariants.add(missing(faults));
                invariants.add(transcripts.unproven());
            }
            broken = invariants.broken();
            System.out.printf("%d turns, %d entries of sessions, %d lines of logs. Survived:%n%s", ledger.fates().size(),
                    transcripts.entries(), logs.lines(), survived);
        } finally {
            timer.shutdownNow();
        }
        assertThat(broken).as("what does not hold after a storm of %s with -Dchaos.seed=%d", settings.duration(),
                settings.seed()).isEmpty();
    }

    private List<String> missing(List<Fault> faults) {
        Stream<String> around = faults.stream().filter(Fault::isPossible).map(Fault::kind);
        Stream<String> ofTheModel = Stream.of(Trouble.values()).filter(trouble -> trouble != Trouble.NONE)
                .map(trouble -> "model: " + trouble);
        return Stream.concat(around, ofTheModel).filter(kind -> survived.ofKind(kind) == 0)
                .map(kind -> "the storm was none: it never had '" + kind + "'").toList();
    }

    private static List<Fault> faults(Site site, TemporaryDisk disk, LeaseClockJump clocks, ScheduledExecutorService timer) {
        List<Fault> faults = new ArrayList<>();
        for (KilledProcess.Signal signal : KilledProcess.Signal.values()) {
            faults.add(new KilledProcess(signal, timer));
        }
        faults.add(new RedisRestart(site.redis()));
        faults.add(new FullDisk(disk));
        faults.add(clocks);
        return faults;
    }
}
