package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.session.redis.RedisSessionStore;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionOutcome.Status;
import io.quarkiverse.codex.testing.CodexBinary;
import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.Step;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;

/** Two processes of one application, one Redis, one conversation. */
class TwoReplicasIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private final ScriptedModel model = new ScriptedModel();
    private RedisServer redis;

    @BeforeEach
    void start() {
        redis = RedisServer.start();
    }

    @AfterEach
    void stop() {
        model.close();
        if (redis != null) {
            redis.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "app-server", "exec" })
    void conversationGoesOnInAnotherHome(String transport) throws IOException {
        model.when("my name is Ada").reply("Hello Ada!");
        model.when(Prompt.containing("who am I?")).reply("Ada.");

        Map<String, String> first = run("one", transport, "my name is Ada");
        Map<String, String> second = run("other", transport, "who am I?");
        Map<String, String> third = run("one", transport, "who am I? I forgot");

        assertThat(second.get("thread")).isNotEqualTo(first.get("thread"));
        assertThat(second).containsEntry("continued-from", first.get("thread")).containsEntry("answer", "Ada.");
        assertThat(third).containsEntry("continued-from", second.get("thread"));
        assertThat(model.requests()).hasSize(3).allSatisfy(
                request -> assertThat(request.json().toString()).contains("my name is Ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "app-server", "exec" })
    void conversationGoesOnInTheSameThreadWhereTheHomeIsShared(String transport) throws IOException {
        model.when("my name is Ada").reply("Hello Ada!");
        model.when("who am I?").reply("Ada.");

        Map<String, String> first = run("shared", transport, "my name is Ada");
        Map<String, String> second = run("shared", transport, "who am I?");

        assertThat(second).containsEntry("thread", first.get("thread")).containsEntry("continued-from", "")
                .containsEntry("answer", "Ada.");
    }

    @Test
    void killedReplicaFreesTheSessionAfterTheLease() throws Exception {
        model.when("go").then(Step.partialMessage("Wait")).stall();
        model.when(Prompt.containing("who am I?")).reply("Nobody.");
        try (ReplicaProcess killed = start("one", "app-server", "go", "quarkus.codex.session.lease.duration", "4S")) {
            model.awaitStalled("go", PATIENCE);
            try (ReplicaProcess hasty = start("other", "app-server", "who am I?", "quarkus.codex.session.lease.wait", "0")) {
                assertThat(hasty.awaitEnd()).isNotZero();
                assertThat(hasty.errors()).contains("SessionBusyException");
            }

            killed.kill();

            assertThat(run("other", "app-server", "who am I?")).containsEntry("answer", "Nobody.");
        }
        List<SessionEntry> transcript = transcript();
        assertThat(transcript).filteredOn(SessionInput.class::isInstance).extracting(entry -> ((SessionInput) entry).text())
                .containsExactly("go", "who am I?");
        assertThat(transcript).filteredOn(SessionOutcome.class::isInstance)
                .extracting(entry -> ((SessionOutcome) entry).status()).containsExactly(Status.LOST, Status.COMPLETED);
    }

    @Test
    void replicasShareTheBudgetOfTheirClient() throws IOException {
        model.when(Prompt.containing("hello")).reply("Hi!").usage(100, 20);
        // A window that no test sees the end of.
        String[] budget = { "quarkus.codex.budget.client.tokens", "200", "quarkus.codex.budget.client.window", "100000D" };

        try (ReplicaProcess one = start("one", "app-server", "hello", budget)) {
            one.result();
        }
        try (ReplicaProcess other = start("other", "exec", "hello", budget)) {
            other.result();
        }

        try (ReplicaProcess third = start("third", "app-server", "hello", budget)) {
            assertThat(third.awaitEnd()).isNotZero();
            assertThat(third.errors()).contains("CodexBudgetExceededException").contains("240 of 200 tokens");
        }
        assertThat(model.requests()).hasSize(2);
    }

    private List<SessionEntry> transcript() {
        Vertx vertx = Vertx.vertx();
        try {
            Redis client = Redis.createClient(vertx, redis.url());
            return SessionStoreContract.all(
                    new RedisSessionStore(new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client)),
                            "codex:session:")
                            .load(new SessionKey(CodexClient.DEFAULT_NAME, "user-42")));
        } finally {
            vertx.closeAndAwait();
        }
    }

    private Map<String, String> run(String home, String transport, String prompt) throws IOException {
        try (ReplicaProcess replica = start(home, transport, prompt)) {
            return replica.result();
        }
    }

    private ReplicaProcess start(String home, String transport, String prompt, String... more) throws IOException {
        Map<String, String> properties = new HashMap<>(model.applicationProperties());
        properties.put("quarkus.codex.path", CodexBinary.findOrInstall().path().toString());
        properties.put("quarkus.codex.home", Files.createDirectories(directory.resolve(home)).toString());
        properties.put("quarkus.codex.transport", transport);
        properties.put("quarkus.redis.hosts", redis.url());
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return ReplicaProcess.start(directory, properties, "user-42", prompt);
    }
}
