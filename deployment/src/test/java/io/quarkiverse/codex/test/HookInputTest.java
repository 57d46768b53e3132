package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurnVetoedException;
import io.quarkiverse.codex.ReviewTarget;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.TurnFailure;
import io.quarkiverse.codex.test.BothTransports.OnBothTransports;
import io.quarkus.test.QuarkusUnitTest;

class HookInputTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = BothTransports.application(
            model -> model.when("changed").reply("The other prompt."));

    @Inject
    BothTransports transports;

    @Inject
    Hooks hooks;

    @OnBothTransports
    void aHookRefusesATurnOrChangesWhatTheModelIsAsked(String client) {
        CodexThread thread = transports.newThread(client);
        List<String> before = CodexProcesses.codexes();

        assertThatThrownBy(() -> thread.runAndAwait("forbidden")).isInstanceOfSatisfying(CodexTurnVetoedException.class,
                veto -> assertThat(veto.reason()).isEqualTo("not this"));
        assertThat(CodexProcesses.codexes()).isEqualTo(before);
        assertThat(hooks.failures).last().isInstanceOf(CodexTurnVetoedException.class);

        assertThat(thread.runAndAwait("anything").finalResponse()).isEqualTo("The other prompt.");
    }

    @Test
    void aReviewCanBeRefusedToo() {
        assertThatThrownBy(() -> transports.newThread(BothTransports.APP_SERVER).review(ReviewTarget.uncommittedChanges())
                .await().indefinitely())
                .isInstanceOf(CodexTurnVetoedException.class).hasMessageEndingWith(": no reviews");
    }

    @Singleton
    static class Hooks {

        final List<Throwable> failures = new CopyOnWriteArrayList<>();

        @CodexHook
        void before(BeforeTurn turn) {
            if (turn.input().isEmpty()) {
                turn.veto("no reviews");
            } else if (turn.input().get().equals(TurnInput.of("forbidden"))) {
                turn.veto("not this");
            } else {
                turn.input(TurnInput.of("changed"));
            }
        }

        @CodexHook
        void failed(TurnFailure failure) {
            failures.add(failure.cause());
        }
    }
}
