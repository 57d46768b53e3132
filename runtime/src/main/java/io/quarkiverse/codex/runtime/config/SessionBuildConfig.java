package io.quarkiverse.codex.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Where sessions are kept: that decides which extensions the application needs.
 */
@ConfigMapping(prefix = "quarkus.codex.session")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface SessionBuildConfig {

    /**
     * Where sessions are kept, those of all clients. `memory` is that of the application: its sessions end with it, and no
     * other replica knows them. `file` is a directory that the processes of a machine share. `redis` needs the extension
     * `quarkus-redis-client`, and `jdbc` needs `quarkus-agroal`, which the extension of every JDBC driver brings. A bean of
     * type `SessionStore` replaces it.
     * <p>
     * With `redis` and `jdbc` it is counted in the same place what turns have used up of their budgets, so that replicas share
     * them. A bean of type `BudgetStore` replaces that.
     */
    @WithDefault("memory")
    SessionStoreKind store();
}
