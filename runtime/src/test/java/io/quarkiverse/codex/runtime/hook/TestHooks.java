package io.quarkiverse.codex.runtime.hook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.budget.Budget;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.host.ObservedTurn;
import io.quarkiverse.codex.runtime.method.Caller;
import io.quarkiverse.codex.runtime.method.ExecutionModel;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Hooks that are lambdas, in the order in which they are added, of a turn that is just there. */
final class TestHooks {

    static final ObservedTurn TURN = new ObservedTurn() {

        @Override
        public String clientName() {
            return "test";
        }

        @Override
        public Optional<String> threadId() {
            return Optional.of("thread-1");
        }

        @Override
        public Optional<String> standsInFor() {
            return Optional.empty();
        }

        @Override
        public Optional<String> turnId() {
            return Optional.of("turn-1");
        }

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }

        @Override
        public boolean opensThread() {
            return true;
        }

        @Override
        public Budget budget() {
            return Budget.UNLIMITED;
        }

        @Override
        public Budget threadBudget() {
            return Budget.UNLIMITED;
        }

        @Override
        public Caller caller() {
            return Caller.NOBODY;
        }

        @Override
        public void end(CodexException why) {
            throw new AssertionError("Hooks end no turn so", why);
        }
    };

    private final List<HookMethod> methods = new ArrayList<>();
    private final List<Function<Object, Object>> bodies = new ArrayList<>();
    Duration timeout = Duration.ZERO;

    <T> TestHooks on(Class<T> type, Consumer<T> body) {
        return on(type, OnError.DEFAULT, List.of(), body);
    }

    <T> TestHooks on(Class<T> type, OnError onError, List<String> tools, Consumer<T> body) {
        return later(type, onError, tools, event -> {
            body.accept(event);
            return null;
        });
    }

    <T> TestHooks later(Class<T> type, OnError onError, List<String> tools, Function<T, Object> body) {
        methods.add(new HookMethod("hook" + methods.size(), HookTrigger.of(type).orElseThrow(), type, ItemPhase.COMPLETED,
                List.of(), tools, onError, ExecutionModel.WORKER, -1));
        bodies.add(event -> body.apply(type.cast(event)));
        return this;
    }

    ClientHooks client() {
        return new ClientHooks("test", methods, index -> (instance, arguments) -> bodies.get(index).apply(arguments[0]),
                timeout, Infrastructure.getDefaultWorkerPool());
    }

    TurnHooks turn() {
        return turn(client());
    }

    static TurnHooks turn(ClientHooks hooks) {
        return (TurnHooks) hooks.watch(TURN);
    }
}
