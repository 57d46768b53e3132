package io.quarkiverse.codex.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What is decided when the application is built, for all clients.
 */
@ConfigMapping(prefix = "quarkus.codex")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CodexBuildTimeConfig {

    /**
     * What is lent to clients in dev and test mode that lack it.
     */
    DevServices devservices();

    /**
     * Whether codex is ready.
     */
    Health health();

    /**
     * How turns are measured.
     */
    Metrics metrics();

    /**
     * Spans of turns.
     */
    Tracing tracing();

    /**
     * What is lent to clients in dev and test mode that lack it.
     */
    @ConfigGroup
    interface DevServices {

        /**
         * Whether anything is lent. A production build lends nothing, whatever this says.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The executable.
         */
        Codex codex();

        /**
         * The model.
         */
        Model model();

        /**
         * The executable.
         */
        @ConfigGroup
        interface Codex {

            /**
             * Whether a client without a `path` uses a codex that npm installs into a cache, when none is on the `PATH`.
             */
            @WithDefault("true")
            boolean enabled();
        }

        /**
         * The model.
         */
        @ConfigGroup
        interface Model {

            /**
             * Whether a scripted model answers a client that has neither an `api-key` nor a login nor a `base-url` nor another
             * model provider. Nothing is sent to anybody.
             */
            @WithDefault("true")
            boolean enabled();
        }
    }

    /**
     * Whether codex is ready.
     */
    @ConfigGroup
    interface Health {

        /**
         * Whether a readiness check is published, in an application that has SmallRye Health.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /**
     * How turns are measured.
     */
    @ConfigGroup
    interface Metrics {

        /**
         * Whether turns are measured, in an application that has Micrometer.
         */
        @WithDefault("true")
        boolean enabled();
    }

    /**
     * Spans of turns.
     */
    @ConfigGroup
    interface Tracing {

        /**
         * Whether there are spans of turns, in an application that has OpenTelemetry. Without them codex is still told which
         * trace its turns belong to.
         */
        @WithDefault("true")
        boolean enabled();
    }
}
