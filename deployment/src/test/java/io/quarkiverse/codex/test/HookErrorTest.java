package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexHookException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.test.BothTransports.OnBothTransports;
import io.quarkus.test.QuarkusUnitTest;

class HookErrorTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = BothTransports.application(model -> {
        model.when("talk").reply("Hi!");
        model.when("work").shell("echo hi").reply("Done.");
    });

    @Inject
    BothTransports transports;

    @OnBothTransports
    void anObserverBreaksATurnOnlyWhereItIsDeclaredTo(String client) {
        CodexThread thread = transports.newThread(client);

        assertThat(thread.runAndAwait("talk").finalResponse()).isEqualTo("Hi!");
        assertThatThrownBy(() -> thread.runAndAwait("work")).isInstanceOfSatisfying(CodexHookException.class,
                failure -> assertThat(failure.hook()).isEqualTo(Hooks.class.getName() + ".required(CommandExecution)"))
                .hasRootCauseMessage("No audit");
        // The broken turn is cleared away before.
        assertThat(thread.runAndAwait("talk").finalResponse()).isEqualTo("Hi!");
    }

    static class Hooks {

        @CodexHook
        void observer(AgentMessage message) {
            throw new IllegalStateException("No metrics");
        }

        @CodexHook(onError = OnError.FAIL)
        void required(CommandExecution command) {
            throw new IllegalStateException("No audit");
        }
    }
}
