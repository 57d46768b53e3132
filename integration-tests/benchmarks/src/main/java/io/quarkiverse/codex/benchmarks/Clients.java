package io.quarkiverse.codex.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.runtime.ClientFactory;
import io.quarkiverse.codex.runtime.config.CodexConfig;
import io.quarkiverse.codex.runtime.turn.CodexClientImpl;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * Clients made of the same properties as in an application, but without one.
 */
final class Clients {

    private Clients() {
    }

    /**
     * @param executable what is taken for codex
     * @param properties further ones, without their prefix
     */
    static CodexClientImpl of(Path executable, Map<String, String> properties) {
        Map<String, String> prefixed = new HashMap<>();
        prefixed.put("quarkus.codex.path", executable.toString());
        prefixed.put("quarkus.codex.skip-git-repo-check", "true");
        // What scripts in the place of codex can play.
        prefixed.put("quarkus.codex.transport", "exec");
        properties.forEach((name, value) -> prefixed.put("quarkus.codex." + name, value));
        CodexConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withMapping(CodexConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "benchmarks", 100)).build()
                .getConfigMapping(CodexConfig.class);
        return ClientFactory.create(CodexClient.DEFAULT_NAME, config.clients().get(CodexClient.DEFAULT_NAME),
                new ObjectMapper(), List.of());
    }
}
