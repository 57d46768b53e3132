package io.quarkiverse.codex.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.core.ConditionTimeoutException;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;

/** After the storm: nothing goes wrong any more, so that before long every turn is to end well. */
final class Calm {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Site site;
    private final List<String> broken = new ArrayList<>();
    private int turns;

    Calm(Site site) {
        this.site = site;
    }

    /**
     * Runs a turn of each replica and of each session, and thereby has the sessions end what their last turn has left open.
     *
     * @return what is not well again
     */
    List<String> recover() {
        for (Replica replica : site.replicas()) {
            recover("replica " + replica.name(), replica.client().startThread());
        }
        for (int i = 0; i < TurnPlan.SESSIONS; i++) {
            String session = "session-" + i;
            Replica replica = site.replicas().get(i % site.replicas().size());
            recover(session + " in Redis, by replica " + replica.name(), replica.inRedis().thread(session));
            recover(session + " in files, by replica " + replica.name(), replica.inFiles().thread(session));
        }
        return broken;
    }

    private void recover(String what, CodexThread thread) {
        TurnOptions patient = TurnOptions.builder().timeout(PATIENCE).idleTimeout(PATIENCE).build();
        List<Throwable> failures = new ArrayList<>();
        try {
            await().atMost(PATIENCE).until(() -> {
                String prompt = TurnPlan.prefix(Work.NOTHING, Trouble.NONE) + "after the storm, " + ++turns;
                TurnResult result = thread.run(prompt, patient).onFailure().invoke(failures::add).onFailure()
                        .recoverWithNull().await().atMost(PATIENCE.multipliedBy(2));
                return result != null;
            });
        } catch (ConditionTimeoutException e) {
            broken.add(what + " does not recover: " + failures.get(failures.size() - 1));
        }
    }
}
