package io.quarkiverse.codex.sessions;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.runtime.budget.MemoryBudgetStore;

class MemoryBudgetStoreTest extends BudgetStoreContract {

    private final BudgetStore only = new MemoryBudgetStore();

    @Override
    BudgetStore replica() {
        return only;
    }
}
