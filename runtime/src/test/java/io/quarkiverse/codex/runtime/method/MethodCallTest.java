package io.quarkiverse.codex.runtime.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class MethodCallTest {

    private final List<String> seen = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Test
    void waitsForWhatComesLater() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        UniAssertSubscriber<Object> call = call(() -> stage);

        assertThat(seen).containsExactly("begin");
        stage.complete("done");

        assertThat(call.awaitItem().getItem()).isEqualTo("done");
        assertThat(seen).containsExactly("begin", "end");
    }

    @Test
    void givesWhatIsThereAndWhatFails() {
        assertThat(call(() -> "now").awaitItem().getItem()).isEqualTo("now");
        assertThat(call(() -> null).awaitItem().getItem()).isNull();
        assertThat(call(() -> Uni.createFrom().item(1)).awaitItem().getItem()).isEqualTo(1);
        assertThat(call(() -> {
            throw new IllegalStateException("no");
        }).awaitFailure().getFailure()).hasMessage("no");
        assertThat(call(() -> Uni.createFrom().failure(new IllegalStateException("later no"))).awaitFailure().getFailure())
                .hasMessage("later no");
        assertThat(seen).filteredOn("begin"::equals).hasSize(5);
        assertThat(seen).filteredOn("end"::equals).hasSize(5);
    }

    @Test
    void neverBeginsWhatWasCancelledBefore() {
        UniAssertSubscriber<Object> call = subscribe(() -> seen.add("called"));

        call.cancel();
        waiting.remove().run();

        assertThat(seen).isEmpty();
    }

    @Test
    void cancelsWhatIsStillToCome() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        call(() -> stage).cancel();
        call(() -> Uni.createFrom().nothing().onCancellation().invoke(() -> seen.add("cancelled"))).cancel();

        assertThat(stage).isCancelled();
        assertThat(seen).containsExactlyInAnyOrder("begin", "end", "begin", "cancelled", "end");
    }

    @Test
    void doesNotBeginWhatComesLaterWhenCancelledMeanwhile() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        UniAssertSubscriber<Object> returnsUni = UniAssertSubscriber.create();
        UniAssertSubscriber<Object> returnsStage = UniAssertSubscriber.create();
        new MethodCall(() -> {
            returnsUni.cancel();
            return Uni.createFrom().item(() -> seen.add("subscribed"));
        }, Context::new).on(Runnable::run).subscribe().withSubscriber(returnsUni);
        new MethodCall(() -> {
            returnsStage.cancel();
            return stage;
        }, Context::new).on(Runnable::run).subscribe().withSubscriber(returnsStage);

        assertThat(stage).isCancelled();
        assertThat(seen).startsWith("begin", "end", "begin", "end").doesNotContain("subscribed");
    }

    @Test
    void failsWhenNoThreadTakesIt() {
        UniAssertSubscriber<Object> call = new MethodCall(() -> "never", Context::new).on(command -> {
            throw new RejectedExecutionException("closing");
        }).subscribe().withSubscriber(UniAssertSubscriber.create());

        assertThat(call.awaitFailure().getFailure()).hasMessage("closing");
    }

    private UniAssertSubscriber<Object> call(Callable<?> code) {
        UniAssertSubscriber<Object> subscriber = subscribe(code);
        waiting.remove().run();
        return subscriber;
    }

    private UniAssertSubscriber<Object> subscribe(Callable<?> code) {
        return new MethodCall(code, Context::new).on(waiting::add).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private final class Context implements CallContext {

        @Override
        public void begin() {
            seen.add("begin");
        }

        @Override
        public void end() {
            seen.add("end");
        }
    }
}
