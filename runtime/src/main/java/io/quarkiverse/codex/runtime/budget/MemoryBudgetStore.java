package io.quarkiverse.codex.runtime.budget;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.budget.Spending;
import io.smallrye.mutiny.Uni;

/**
 * Counts in this process, as long as that lives. Of very many keys it forgets those that were used the longest ago.
 */
public final class MemoryBudgetStore implements BudgetStore {

    private static final int MOST = 10_000;

    private final Map<String, Spending> spendings = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Spending> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public Uni<Spending> add(String key, Spending more, Duration keep) {
        return Uni.createFrom().item(() -> {
            synchronized (spendings) {
                return spendings.merge(key, more, Spending::plus);
            }
        });
    }
}
