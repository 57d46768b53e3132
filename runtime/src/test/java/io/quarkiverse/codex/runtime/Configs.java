package io.quarkiverse.codex.runtime;

import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.config.ClientConfig;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configurations as an application has them, without an application. */
public final class Configs {

    private Configs() {
    }

    /** The default client's configuration with the given properties, without their prefix. */
    public static ClientConfig of(String... properties) {
        Map<String, String> prefixed = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            prefixed.put("quarkus.codex." + properties[i], properties[i + 1]);
        }
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters().withMapping(CodexConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100)).build().getConfigMapping(CodexConfig.class)
                .clients().get(CodexClient.DEFAULT_NAME);
    }
}
