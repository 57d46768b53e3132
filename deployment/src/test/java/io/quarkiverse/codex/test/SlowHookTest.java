package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkus.test.QuarkusUnitTest;

/** Both turns are on the one connection to the app-server. */
class SlowHookTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> {
        model.when("slow").reply("Slow.");
        model.when("fast").reply("Fast.");
    }).overrideRuntimeConfigKey("quarkus.codex.transport", "app-server")
            .overrideRuntimeConfigKey("quarkus.codex.hooks.timeout", "0");

    @Inject
    CodexClient codex;

    @Inject
    Hooks hooks;

    @Test
    void holdsUpItsOwnTurnOnly() throws Exception {
        CompletableFuture<TurnResult> slow = codex.startThread().run("slow").subscribeAsCompletionStage();
        assertThat(hooks.begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(codex.startThread().run("fast").subscribeAsCompletionStage().get(30, TimeUnit.SECONDS).finalResponse())
                .isEqualTo("Fast.");
        assertThat(slow).isNotDone();
        hooks.goOn.countDown();

        assertThat(slow.get(30, TimeUnit.SECONDS).finalResponse()).isEqualTo("Slow.");
        assertThat(hooks.turnKnown).isTrue();
    }

    @Singleton
    static class Hooks {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        volatile boolean turnKnown;

        @CodexHook
        void answer(HookContext context, AgentMessage message) throws InterruptedException {
            turnKnown = context.turnId().isPresent();
            if (message.text().equals("Slow.")) {
                begun.countDown();
                goOn.await();
            }
        }
    }
}
