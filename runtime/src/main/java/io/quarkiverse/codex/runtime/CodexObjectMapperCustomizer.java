package io.quarkiverse.codex.runtime;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.runtime.protocol.CodexJacksonModule;
import io.quarkiverse.codex.runtime.session.SessionJacksonModule;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Lets the application's JSON hold events, items and entries of sessions, in an SSE stream for example.
 */
@Singleton
public class CodexObjectMapperCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new CodexJacksonModule());
        mapper.registerModule(new SessionJacksonModule());
    }
}
