package io.quarkiverse.codex.runtime.hook;

import java.util.List;

import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.method.ExecutionModel;

/**
 * A hook as the build has found it.
 *
 * @param label how messages call the method
 * @param trigger what it waits for
 * @param type the type of its parameter
 * @param item which moment of an item it waits for
 * @param clients the clients it is for; empty for all
 * @param tools patterns of the tools it is for; empty for all
 * @param onError what becomes of the turn when it fails
 * @param model where it runs
 * @param contextAt the place of its {@code HookContext} among its parameters, or -1 for none
 */
public record HookMethod(String label, HookTrigger trigger, Class<?> type, ItemPhase item, List<String> clients,
        List<String> tools, OnError onError, ExecutionModel model, int contextAt) {

    /**
     * Puts its arguments in order.
     */
    Object[] arguments(Object event, Object context) {
        return switch (contextAt) {
            case 0 -> new Object[] { context, event };
            case 1 -> new Object[] { event, context };
            default -> new Object[] { event };
        };
    }
}
