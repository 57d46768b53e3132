package io.quarkiverse.codex.runtime;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.runtime.protocol.CodexJacksonModule;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Lets the application's JSON hold events and items, in an SSE stream for example.
 */
@Singleton
public class CodexObjectMapperCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new CodexJacksonModule());
    }
}
