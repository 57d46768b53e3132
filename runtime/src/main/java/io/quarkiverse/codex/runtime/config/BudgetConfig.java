package io.quarkiverse.codex.runtime.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * What turns may use up. A turn for which nothing is left is not started; one that uses more than there is, is interrupted.
 */
@ConfigGroup
public interface BudgetConfig {

    /**
     * Each turn by itself.
     */
    Limits turn();

    /**
     * All turns of a thread together.
     */
    SharedLimits thread();

    /**
     * All turns of the client within a window of time.
     */
    WindowLimits client();

    /**
     * What may be used up.
     */
    @ConfigGroup
    interface Limits {

        /**
         * How many tokens of input and output there may be. The exec transport tells at the end of a turn only what it has
         * used:
         * there the turn that uses too much comes to its end.
         */
        OptionalLong tokens();

        /**
         * How often the agent may run commands, change files, call tools and search the web.
         */
        OptionalLong toolCalls();

        /**
         * How long turns may take, without the time in which they wait to begin.
         */
        Optional<Duration> wallTime();
    }

    /**
     * What several turns may use up together.
     */
    @ConfigGroup
    interface SharedLimits extends Limits {

        /**
         * How many turns there may be.
         */
        OptionalLong turns();
    }

    /**
     * What the turns within a window may use up together.
     */
    @ConfigGroup
    interface WindowLimits extends SharedLimits {

        /**
         * How long a window is. Windows follow each other, the first one having begun in 1970: a window of a day begins at
         * midnight UTC.
         */
        @WithDefault("1H")
        Duration window();
    }
}
