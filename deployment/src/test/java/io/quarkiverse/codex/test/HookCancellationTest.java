package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnStarted;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.test.BothTransports.OnBothTransports;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

class HookCancellationTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = BothTransports.application(model -> model.when("go").reply("Done."));

    @Inject
    BothTransports transports;

    @Inject
    Hooks hooks;

    @OnBothTransports
    void aCancelledTurnCancelsTheHookThatRuns(String client) throws Exception {
        hooks.begun = new CompletableFuture<>();
        hooks.cancelled = new CompletableFuture<>();
        hooks.holdUp = true;
        CodexThread thread = transports.newThread(client);
        Cancellable turn = thread.runStreamed("go").subscribe().with(event -> {
        }, failure -> {
        });
        hooks.begun.get(30, TimeUnit.SECONDS);

        turn.cancel();

        hooks.cancelled.get(30, TimeUnit.SECONDS);
        hooks.holdUp = false;
        assertThat(thread.runAndAwait("go").finalResponse()).isEqualTo("Done.");
    }

    @Singleton
    static class Hooks {

        volatile CompletableFuture<Void> begun;
        volatile CompletableFuture<Void> cancelled;
        volatile boolean holdUp;

        @CodexHook
        Uni<Void> started(TurnStarted event) {
            if (!holdUp) {
                return Uni.createFrom().voidItem();
            }
            return Uni.createFrom().<Void> nothing().onSubscription().invoke(() -> begun.complete(null))
                    .onCancellation().invoke(() -> cancelled.complete(null));
        }
    }
}
