package io.quarkiverse.codex.runtime.tool;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

/**
 * Makes the mapper of arguments. It is not the application's, which the build cannot ask for the schema: what the model is told
 * and what is read would be two things.
 */
public final class ToolMapper {

    private ToolMapper() {
    }

    /**
     * Makes a mapper as Quarkus configures one by itself.
     *
     * @param types where the application's types are found
     * @return the mapper, never {@code null}
     */
    public static ObjectMapper create(ClassLoader types) {
        ObjectMapper mapper = JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .build();
        mapper.setTypeFactory(mapper.getTypeFactory().withClassLoader(types));
        return mapper;
    }
}
