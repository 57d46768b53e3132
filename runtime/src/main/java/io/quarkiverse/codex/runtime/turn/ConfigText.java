package io.quarkiverse.codex.runtime.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Tells what a configuration property's text means as a value of codex' configuration: what reads as a JSON boolean, number,
 * array, object or string in quotes is that, everything else is the text itself.
 */
public final class ConfigText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ConfigText() {
    }

    /**
     * Reads a text.
     *
     * @return a boolean, number, list, map or string, never {@code null}
     */
    public static Object parse(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JsonProcessingException plainText) {
            return text;
        }
    }
}
