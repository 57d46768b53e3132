package io.quarkiverse.codex.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * How sessions are kept, those of all clients.
 */
@ConfigMapping(prefix = "quarkus.codex.session")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface SessionConfig {

    /**
     * After what time without a turn a session is forgotten.
     */
    @ConfigDocDefault("never")
    Optional<Duration> ttl();

    /**
     * How turns of a session, on all replicas, keep out of each other's way.
     */
    Lease lease();

    /**
     * How much of what was said a new thread is told when codex does not find the session's own, in characters: the last
     * messages that fit.
     */
    @WithDefault("200000")
    int maxSeed();

    /**
     * Whether what is known to be secret, such as the API key and variables whose names hold `KEY`, `SECRET`, `TOKEN` or
     * `PASSWORD`, and what looks like a key of a well-known service is masked before it is stored.
     */
    @WithDefault("true")
    boolean maskSecrets();

    /**
     * Whether the outputs of commands are stored.
     */
    @WithDefault("true")
    boolean storeCommandOutputs();

    /**
     * The store `file`.
     */
    FileStore file();

    /**
     * The store `redis`.
     */
    RedisStore redis();

    /**
     * The store `jdbc`.
     */
    JdbcStore jdbc();

    /**
     * How turns of a session keep out of each other's way.
     */
    @ConfigGroup
    interface Lease {

        /**
         * How long a session stays taken when the replica that runs its turn dies.
         */
        @WithDefault("30S")
        Duration duration();

        /**
         * How often a replica that runs a turn says that it is alive.
         */
        @ConfigDocDefault("a third of the duration")
        Optional<Duration> renewal();

        /**
         * How long a turn waits for another one of its session. Zero fails it at once.
         */
        @WithName("wait")
        @WithDefault("1M")
        Duration waitFor();

        /**
         * How many turns may wait for the same session on this replica; what comes after them fails at once. They get it in
         * their
         * order.
         */
        @WithDefault("100")
        int maxWaiting();
    }

    /**
     * The store in a directory.
     */
    @ConfigGroup
    interface FileStore {

        /**
         * The directory. It is made if need be, and nothing else may be in it.
         */
        @ConfigDocDefault("none: it has to be set for the store `file`")
        Optional<Path> directory();
    }

    /**
     * The store in Redis.
     */
    @ConfigGroup
    interface RedisStore {

        /**
         * The name of the Redis client. The application must be built with it: by a property such as
         * `quarkus.redis."name".hosts` that is known then, or because something of the application injects it.
         */
        @ConfigDocDefault("the default client")
        Optional<String> clientName();

        /**
         * What the keys of sessions in Redis begin with.
         */
        @WithDefault("codex:session:")
        String prefix();

        /**
         * What the keys in Redis begin with under which it is counted what turns have used up.
         */
        @WithDefault("codex:budget:")
        String budgetPrefix();
    }

    /**
     * The store in a database.
     */
    @ConfigGroup
    interface JdbcStore {

        /**
         * The name of the datasource.
         */
        @ConfigDocDefault("the default datasource")
        Optional<String> datasource();

        /**
         * Whether the tables are made when they are not there. If not, the scripts in `db/codex` in the extension's jar make
         * them, by hand or by Flyway.
         */
        @WithDefault("false")
        boolean createTables();
    }
}
