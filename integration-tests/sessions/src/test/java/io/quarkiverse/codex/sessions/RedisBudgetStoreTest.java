package io.quarkiverse.codex.sessions;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.budget.BudgetStore;
import io.quarkiverse.codex.runtime.budget.redis.RedisBudgetStore;

class RedisBudgetStoreTest extends BudgetStoreContract {

    @RegisterExtension
    static final RedisReplicas REPLICAS = new RedisReplicas();

    @Override
    BudgetStore replica() {
        return new RedisBudgetStore(REPLICAS.open(), "codex:budget:");
    }
}
