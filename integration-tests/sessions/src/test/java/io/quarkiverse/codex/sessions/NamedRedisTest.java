package io.quarkiverse.codex.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import io.quarkiverse.codex.CodexBudgetExceededException;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;

/** An application that keeps sessions and budgets in a Redis of their own, and has no other. */
@QuarkusTest
@WithScriptedModel
@EnabledIf(value = "io.quarkiverse.codex.sessions.RedisServer#isInstalled", disabledReason = RedisServer.MISSING)
@QuarkusTestResource(value = NamedRedisTest.Conversations.class, restrictToAnnotatedClass = true)
@TestProfile(NamedRedisTest.InARedisOfTheirOwn.class)
class NamedRedisTest {

    public static class InARedisOfTheirOwn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.codex.session.store", "redis",
                    "quarkus.codex.session.redis.client-name", "conversations",
                    // Known when the application is built; where it really is, when it starts.
                    "quarkus.redis.conversations.hosts", "${conversations.url:redis://somewhere.invalid}",
                    "quarkus.codex.budget.client.turns", "2",
                    "quarkus.codex.budget.client.window", "100000D");
        }
    }

    public static class Conversations implements QuarkusTestResourceLifecycleManager {

        private RedisServer server;

        @Override
        public Map<String, String> start() {
            server = RedisServer.start();
            return Map.of("conversations.url", server.url());
        }

        @Override
        public void stop() {
            if (server != null) {
                server.close();
            }
        }
    }

    ScriptedModel model;

    @Inject
    CodexSessions sessions;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "conversations.url")
    String url;

    @Test
    void keepsThemThere() {
        model.when("my name is Ada").reply("Hello Ada!");
        model.when("who am I?").reply("Ada.");

        String thread = sessions.thread("user-42").runAndAwait("my name is Ada").threadId();
        assertThat(sessions.thread("user-42").runAndAwait("who am I?").threadId()).isEqualTo(thread);

        assertThatThrownBy(() -> sessions.thread("user-43").runAndAwait("who am I?"))
                .isInstanceOf(CodexBudgetExceededException.class);
        assertThat(keys()).anyMatch(key -> key.startsWith("codex:budget:client:default:"))
                .anyMatch(key -> key.startsWith("codex:session:{") && key.contains("user-42"));
    }

    private List<String> keys() {
        Redis redis = Redis.createClient(vertx, url);
        try {
            List<String> keys = new ArrayList<>();
            redis.sendAndAwait(Request.cmd(Command.KEYS).arg("*")).forEach(key -> keys.add(key.toString()));
            return keys;
        } finally {
            redis.close();
        }
    }
}
