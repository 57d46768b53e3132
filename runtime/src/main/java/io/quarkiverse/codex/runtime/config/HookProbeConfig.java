package io.quarkiverse.codex.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/**
 * How codex is tried out for hooks that it is to wait for.
 */
@ConfigGroup
public interface HookProbeConfig {

    /**
     * Whether codex is tried out before the client's first turn, with a model inside the application: where it does not ask
     * the application's hooks of codex' own, such as `PreToolUse`, no turn is begun. Not on the `remote` transport.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * How long that may take, which includes the start of codex. Zero means no limit.
     */
    @WithDefault("30S")
    Duration timeout();
}
