package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static io.quarkiverse.codex.it.Turns.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.event.AgentMessageDelta;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.testing.Gate;
import io.quarkiverse.codex.testing.ModelRequest;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.Step;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

@Tag("app-server")
class AppServerLoadTest {

    private static final Logger LOG = Logger.getLogger(AppServerLoadTest.class);
    private static final String KEY = "sk-test-0123456789";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void threeHundredTurnsBegunAtOnceAllComplete() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexClient client = codex.client("bulkhead.max-concurrent", "0");
        long begin = System.nanoTime();

        List<TurnResult> results = Uni.join().all(IntStream.range(0, 300)
                .mapToObj(turn -> client.startThread().run("turn " + turn)).toList()).andFailFast().await()
                .atMost(Turns.PATIENCE.multipliedBy(2));

        LOG.infof("300 turns took %d ms", (System.nanoTime() - begin) / 1_000_000);
        assertThat(results).hasSize(300).allSatisfy(result -> assertThat(result.finalResponse()).isEqualTo("Done."));
        assertThat(results).extracting(TurnResult::threadId).doesNotHaveDuplicates();
        assertThat(Processes.appServers(codex.home())).hasSize(1);
    }

    @Test
    void subscriberThatNeverReadsHoldsUpNobodyAndTakesTheMemoryOfItsTextOnly() {
        String words = IntStream.range(0, 60_000).mapToObj(word -> "word" + word).collect(Collectors.joining(" "));
        codex.model().when("slow").then(Step.message(words).streamed());
        codex.model().when("fast").then(Step.message(words.substring(0, 1_000)).streamed());
        CodexClient client = codex.client();
        // The same once before, so that what is loaded and pooled for good is not counted.
        resultOf(fast(client));
        CompletableFuture<?> allTold = client.rpc().notifications()
                .filter(notification -> notification.method().equals("turn/completed")).select().first(51).collect().last()
                .subscribeAsCompletionStage();
        long before = heapInUse();

        AssertSubscriber<TurnEvent> slow = subscribe(client.startThread().runStreamed("slow"), 0);
        Uni.join().all(IntStream.range(0, 50).mapToObj(turn -> fast(client)).toList()).andFailFast().await()
                .atMost(Turns.PATIENCE);
        await().atMost(Turns.PATIENCE).until(allTold::isDone);

        // An object for each word would be sixteen megabytes. What other threads leave in passing goes away again.
        await().atMost(Turns.PATIENCE).untilAsserted(() -> assertThat(heapInUse() - before).isLessThan(8 << 20));
        slow.assertHasNotReceivedAnyItem().request(Long.MAX_VALUE);
        slow.awaitCompletion(Turns.PATIENCE);
        assertThat(Turns.eventsOf(List.copyOf(slow.getItems()), AgentMessageDelta.class)).extracting(AgentMessageDelta::delta)
                .satisfies(deltas -> assertThat(String.join("", deltas)).isEqualTo(words));
    }

    private static Uni<Void> fast(CodexClient client) {
        return client.startThread().runStreamed("fast").onItem().ignoreAsUni();
    }

    private long heapInUse() {
        codex.model().clear();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        LOG.infof("%d KB of heap are in use", used >> 10);
        return used;
    }

    @Test
    void closedClientLeavesNothing() {
        String name = "leaving" + System.identityHashCode(this);
        codex.model().when("go").shell("true").reply("Done.");
        codex.model().when("stall").stall();
        CodexClient client = codex.named(name);
        resultOf(client.startThread().run("go"));
        AssertSubscriber<TurnEvent> turn = subscribe(client.startThread().runStreamed("stall"), Long.MAX_VALUE);
        codex.model().awaitStalled("stall", Turns.PATIENCE);
        assertThat(threads(name)).isNotEmpty();

        codex.close(client);

        turn.awaitFailure(Turns.PATIENCE);
        assertThat(Processes.appServers(codex.home())).isEmpty();
        await().atMost(Turns.PATIENCE).untilAsserted(() -> assertThat(threads(name)).isEmpty());
    }

    @Test
    void keyReachesTheModelAndNothingElse() {
        Gate gate = new Gate();
        codex.model().when("env").shell("env").hold(gate).reply("Done.");
        String provider = "config.\"model_providers.keyed.";
        CodexClient client = codex.client("api-key", KEY, "config.\"model_provider\"", "keyed", provider + "name\"", "Keyed",
                provider + "base_url\"", codex.model().baseUrl(), provider + "wire_api\"", "responses",
                provider + "requires_openai_auth\"", "true", provider + "supports_websockets\"", "false");
        Uni<TurnResult> turn = client.startThread().run("env").memoize().indefinitely();
        AssertSubscriber<TurnResult> running = turn.toMulti().subscribe().withSubscriber(AssertSubscriber.create(1));

        gate.awaitReached(Turns.PATIENCE);
        List<ProcessHandle> servers = Processes.appServers(codex.home());
        assertThat(servers).hasSize(1);
        assertThat(Processes.mentioning(KEY)).isEmpty();
        assertThat(Processes.environment(servers.get(0))).isNotEmpty().noneMatch(variable -> variable.contains(KEY));
        gate.open();
        running.awaitCompletion(Turns.PATIENCE);

        assertThat(output(resultOf(turn))).contains("PATH=").doesNotContain(KEY);
        assertThat(codex.model().requests()).extracting(ModelRequest::bearerToken)
                .allSatisfy(token -> assertThat(token).contains(KEY));
        codex.close(client);
        assertThat(files(codex.home())).isNotEmpty().allSatisfy(file -> assertThat(content(file)).doesNotContain(KEY));
    }

    private static List<String> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(thread -> thread.startsWith("codex-" + name)).toList();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
