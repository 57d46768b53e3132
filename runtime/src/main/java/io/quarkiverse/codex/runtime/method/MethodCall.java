package io.quarkiverse.codex.runtime.method;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Runs code and waits for what it returns.
 *
 * @param code what is called
 * @param contexts gives each call the context it runs in; {@code null} for none
 */
record MethodCall(Callable<?> code, Supplier<CallContext> contexts) {

    private static final CallContext NO_CONTEXT = new CallContext() {

        @Override
        public void begin() {
            // Nothing is there.
        }

        @Override
        public void end() {
            // Nothing was there.
        }
    };

    Uni<Object> on(Executor threads) {
        return Uni.createFrom().emitter(emitter -> {
            Run run = new Run(emitter, contexts == null ? NO_CONTEXT : contexts.get());
            emitter.onTermination(run::cancel);
            try {
                threads.execute(run);
            } catch (RejectedExecutionException shuttingDown) {
                emitter.fail(shuttingDown);
            }
        });
    }

    private final class Run implements Runnable {

        private static final Cancellable OVER = () -> {
        };

        private final UniEmitter<? super Object> emitter;
        private final CallContext context;
        private final AtomicReference<Cancellable> pending = new AtomicReference<>();

        Run(UniEmitter<? super Object> emitter, CallContext context) {
            this.emitter = emitter;
            this.context = context;
        }

        @Override
        public void run() {
            if (pending.get() == OVER) {
                return;
            }
            try {
                context.begin();
                result(code.call());
            } catch (Throwable failure) {
                fail(failure);
            }
        }

        private void result(Object result) {
            if (result instanceof CompletionStage<?> stage) {
                await(Uni.createFrom().completionStage(stage));
            } else if (result instanceof Uni<?> uni && pending.get() != OVER) {
                await(uni);
            } else {
                complete(result);
            }
        }

        private void await(Uni<?> result) {
            Cancellable waiting = result.onCancellation().invoke(context::end).subscribe().with(this::complete, this::fail);
            if (!pending.compareAndSet(null, waiting)) {
                waiting.cancel();
            }
        }

        private void complete(Object result) {
            context.end();
            emitter.complete(result);
        }

        private void fail(Throwable failure) {
            context.end();
            emitter.fail(failure);
        }

        /** Comes after completion, too, and does no harm then. */
        private void cancel() {
            Cancellable waiting = pending.getAndSet(OVER);
            if (waiting != null) {
                waiting.cancel();
            }
        }
    }
}
