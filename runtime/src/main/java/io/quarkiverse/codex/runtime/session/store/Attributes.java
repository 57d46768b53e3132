package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkiverse.codex.session.SessionException;

/**
 * What the application has noted of a session, as JSON.
 */
public final class Attributes {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {
    };

    private Attributes() {
    }

    /**
     * Writes attributes.
     */
    public static String toJson(Map<String, String> attributes) {
        try {
            return MAPPER.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads attributes.
     *
     * @param json what {@link #toJson} made of them, or {@code null} for none
     * @throws SessionException when it is something else
     */
    public static Map<String, String> fromJson(String json) {
        try {
            return json == null ? Map.of() : MAPPER.readValue(json, TYPE);
        } catch (IOException e) {
            throw new SessionException("The attributes of a session cannot be read: whatever stores sessions was changed from"
                    + " outside", e);
        }
    }
}
