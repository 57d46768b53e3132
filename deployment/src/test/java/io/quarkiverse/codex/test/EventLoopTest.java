package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class EventLoopTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new ScriptedApplication(model -> model.when("hello").reply("Hi!"));

    @Inject
    CodexClient codex;

    @Inject
    Vertx vertx;

    @Test
    void isNeverBlocked() throws Exception {
        Context eventLoop = vertx.getOrCreateContext();
        CodexThread thread = codex.startThread();

        assertThatThrownBy(() -> on(eventLoop, () -> thread.runAndAwait("hello")))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be blocked: vert.x-eventloop-thread");

        CompletableFuture<String> answer = new CompletableFuture<>();
        on(eventLoop, () -> thread.run("hello").subscribe()
                .with(result -> answer.complete(Thread.currentThread().getName() + " " + result.finalResponse()),
                        answer::completeExceptionally));
        assertThat(on(eventLoop, answer::isDone)).isFalse();
        assertThat(answer.get(30, TimeUnit.SECONDS)).doesNotContain("eventloop").endsWith(" Hi!");
    }

    private static <T> T on(Context eventLoop, Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        eventLoop.runOnContext(nothing -> {
            try {
                assertThat(Context.isOnEventLoopThread()).isTrue();
                done.complete(work.call());
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(30, TimeUnit.SECONDS);
    }
}
