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

    private final Map<String, Kept> spendings = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public Uni<Spending> add(String key, Spending more, Duration keep) {
        return Uni.createFrom().item(() -> {
            synchronized (spendings) {
                return spendings.merge(key, Kept.of(more, keep), Kept::plus).spending();
            }
        });
    }

    /**
     * @param now of {@link System#nanoTime()}
     */
    private record Kept(Spending spending, long now, Duration keep) {

        static Kept of(Spending spending, Duration keep) {
            return new Kept(spending, System.nanoTime(), keep);
        }

        Kept plus(Kept later) {
            Duration left = keep.minusNanos(later.now - now);
            if (left.isNegative() || left.isZero()) {
                return later;
            }
            return new Kept(spending.plus(later.spending), later.now, left.compareTo(later.keep) > 0 ? left : later.keep);
        }
    }
}
