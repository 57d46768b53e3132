package io.quarkiverse.codex.sessions;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.runtime.budget.jdbc.JdbcBudgetStore;
import io.quarkiverse.codex.runtime.transport.Workers;

class H2BudgetStoreTest extends BudgetStoreContract {

    @Override
    BudgetStore replica() {
        return new JdbcBudgetStore(Databases.pool("jdbc:h2:mem:budgets;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000", "sa"), true,
                new Workers("jdbc-budgets"));
    }
}
