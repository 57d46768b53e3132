package io.quarkiverse.codex.runtime;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.runtime.protocol.CodexJacksonModule;
import io.quarkiverse.codex.runtime.session.SessionJacksonModule;
import io.quarkiverse.codex.runtime.turn.ResultJacksonModule;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Lets the application's JSON hold events, items, results and entries of sessions: what a REST method returns, for example, as
 * one document or a stream of server-sent events.
 */
@Singleton
public class CodexObjectMapperCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new CodexJacksonModule());
        mapper.registerModule(new ResultJacksonModule());
        mapper.registerModule(new SessionJacksonModule());
    }
}
