package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.session.SessionKey;

/**
 * What is known of a session, as a line of its file.
 */
record HeadLine(SessionKey key, SessionHead head) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String MARK = "{\"session\":";

    String toJson() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode node = line.putObject("session");
        node.put("client", key.client()).put("key", key.name()).put("thread_id", head.threadId())
                .put("turn_id", head.turnId()).put("sequence", head.sequence()).put("ended", head.ended())
                .put("entries", head.entries());
        put(node, "created_at", head.createdAt());
        put(node, "updated_at", head.updatedAt());
        put(node, "expires_at", head.expiresAt());
        ObjectNode attributes = node.putObject("attributes");
        head.attributes().forEach(attributes::put);
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode node, String field, Instant moment) {
        node.put(field, moment == null ? null : moment.toString());
    }

    /**
     * @return empty when the line is that of an entry
     */
    static Optional<HeadLine> fromJson(String json) {
        if (!json.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            JsonNode node = MAPPER.readTree(json).path("session");
            Map<String, String> attributes = new LinkedHashMap<>();
            node.path("attributes").properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
            return Optional.of(new HeadLine(new SessionKey(node.path("client").asText(), node.path("key").asText()),
                    new SessionHead(node.path("thread_id").textValue(), node.path("turn_id").textValue(),
                            node.path("sequence").asInt(), node.path("ended").asBoolean(), node.path("entries").asLong(),
                            instant(node, "created_at"), instant(node, "updated_at"), instant(node, "expires_at"),
                            attributes)));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(JsonNode node, String field) {
        String text = node.path(field).textValue();
        return text == null ? null : Instant.parse(text);
    }
}
