package io.quarkiverse.codex.it.fake;

import static io.quarkiverse.codex.it.fake.FakeCodex.COMPLETED;
import static io.quarkiverse.codex.it.fake.FakeCodex.HANG;
import static io.quarkiverse.codex.it.fake.FakeCodex.OPENED;
import static io.quarkiverse.codex.it.fake.FakeCodex.PATIENCE;
import static io.quarkiverse.codex.it.fake.FakeCodex.failed;
import static io.quarkiverse.codex.it.fake.FakeCodex.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** Whatever happens to how many turns, nothing of them stays. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Plays codex by a shell script")
class EnduranceTest {

    private static final int TURNS = 500;
    private static final int AT_A_TIME = 8;

    @RegisterExtension
    final FakeCodex codex = new FakeCodex();

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);

    private enum Fate {
        COMPLETES,
        FAILS,
        CRASHES,
        LEAVES_A_CHILD,
        IS_CANCELLED
    }

    @Test
    void nothingStaysOfManyTurns() {
        codex.script("read -r fate", "case $fate in",
                "COMPLETES)", OPENED, says("Hi!"), COMPLETED, ";;",
                "FAILS)", OPENED, failed("no"), "exit 1 ;;",
                "CRASHES)", OPENED, "kill -9 $$ ;;",
                "LEAVES_A_CHILD)", "sleep 600 &", OPENED, "exit 7 ;;",
                "*)", OPENED, "sleep 600 &", HANG, "esac");
        CodexClientImpl client = codex.client("timeouts.shutdown", "1S");
        long seed = new Random().nextLong();
        System.out.println("Endurance with seed " + seed);
        Random random = new Random(seed);
        Map<Fate, Integer> seen = new EnumMap<>(Fate.class);

        for (int round = 0; round < TURNS / AT_A_TIME + 1; round++) {
            CompletableFuture<?>[] turns = new CompletableFuture<?>[AT_A_TIME];
            for (int i = 0; i < AT_A_TIME; i++) {
                Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
                seen.merge(fate, 1, Integer::sum);
                turns[i] = play(client, fate, random.nextInt(60));
            }
            CompletableFuture.allOf(turns).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
        timer.shutdownNow();

        assertThat(seen).as("seed %d", seed).containsOnlyKeys(Fate.values());
        codex.awaitNothingLeft();
        assertThat(codex.schemas()).hasSizeGreaterThan(TURNS / 2);
        client.close();
        Awaitility.await("threads, seed " + seed).atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(codex.threads()).isEmpty());
    }

    private CompletableFuture<?> play(CodexClient client, Fate fate, int cancelAfterMillis) {
        TurnOptions options = TurnOptions.builder().outputSchema(schema()).build();
        CompletableFuture<Void> over = new CompletableFuture<>();
        if (fate == Fate.IS_CANCELLED) {
            AssertSubscriber<TurnEvent> events = client.startThread().runStreamed(fate.name(), options).subscribe()
                    .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
            timer.schedule(() -> {
                events.cancel();
                over.complete(null);
            }, cancelAfterMillis, TimeUnit.MILLISECONDS);
            return over;
        }
        client.startThread().run(fate.name(), options).subscribe().with(result -> {
            assertEnds(over, fate == Fate.COMPLETES, null);
        }, failure -> assertEnds(over, fate == Fate.FAILS ? failure instanceof CodexTurnFailedException
                : fate != Fate.COMPLETES && failure instanceof CodexProcessException, failure));
        return over;
    }

    private static void assertEnds(CompletableFuture<Void> over, boolean asFated, Throwable failure) {
        if (asFated) {
            over.complete(null);
        } else {
            over.completeExceptionally(new AssertionError("Not its fate", failure));
        }
    }

    private static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("additionalProperties", false);
        schema.putObject("properties").putObject("answer").put("type", "string");
        schema.putArray("required").add("answer");
        return schema;
    }
}
