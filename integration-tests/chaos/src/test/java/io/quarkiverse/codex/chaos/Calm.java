package io.quarkiverse.codex.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnOptions;
import io.smallrye.mutiny.Uni;

/** After the storm: nothing goes wrong any more, so that before long every turn is to end well. */
final class Calm {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Site site;
    private final AtomicInteger turns = new AtomicInteger();

    Calm(Site site) {
        this.site = site;
    }

    /**
     * Runs a turn of each replica and of each session, and thereby has the sessions end what their last turn has left open.
     *
     * @return what is not well again
     */
    List<String> recover() {
        List<Uni<Optional<String>>> all = new ArrayList<>();
        for (Replica replica : site.replicas()) {
            all.add(recover("replica " + replica.name(), replica.client().startThread()));
        }
        for (int i = 0; i < TurnPlan.SESSIONS; i++) {
            String session = "session-" + i;
            Replica replica = site.replicas().get(i % site.replicas().size());
            all.add(recover(session + " in Redis, by replica " + replica.name(), replica.inRedis().thread(session)));
            all.add(recover(session + " in files, by replica " + replica.name(), replica.inFiles().thread(session)));
        }
        return Uni.join().all(all).andFailFast().await().atMost(PATIENCE.multipliedBy(2)).stream().flatMap(Optional::stream)
                .toList();
    }

    private Uni<Optional<String>> recover(String what, CodexThread thread) {
        TurnOptions patient = TurnOptions.builder().timeout(PATIENCE).idleTimeout(PATIENCE).build();
        return Uni.createFrom().deferred(() -> thread.run(prompt(), patient))
                .onFailure().retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).expireIn(PATIENCE.toMillis())
                .ifNoItem().after(PATIENCE).fail()
                .onItemOrFailure().transform((result, failure) -> Optional.ofNullable(failure)
                        .map(last -> what + " does not recover: " + last));
    }

    private String prompt() {
        return TurnPlan.prefix(Work.NOTHING, Trouble.NONE) + "after the storm, " + turns.incrementAndGet();
    }
}
