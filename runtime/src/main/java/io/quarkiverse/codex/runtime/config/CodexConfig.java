package io.quarkiverse.codex.runtime.config;

import java.util.Map;

import io.quarkiverse.codex.CodexClient;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigDocSection;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/**
 * All clients.
 */
@ConfigMapping(prefix = "quarkus.codex")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface CodexConfig {

    /**
     * The default client, and the named ones.
     */
    @ConfigDocSection
    @ConfigDocMapKey("client-name")
    @WithParentName
    @WithUnnamedKey(CodexClient.DEFAULT_NAME)
    @WithDefaults
    Map<String, ClientConfig> clients();
}
