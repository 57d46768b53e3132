package io.quarkiverse.codex.runtime.session;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.Usage;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.protocol.CodexJacksonModule;
import io.quarkiverse.codex.runtime.protocol.WireTrees;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionRetry;
import io.quarkiverse.codex.session.SessionThread;
import io.quarkiverse.codex.session.UnknownSessionEntry;

/**
 * Entries as JSON. An entry that another version has written comes out of here as it went in.
 */
public final class SessionEntryCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder(WireTrees.FACTORY).addModule(new CodexJacksonModule())
            .build();
    private static final ObjectReader ITEM_READER = MAPPER.readerFor(ThreadItem.class);
    private static final ObjectWriter ITEM_WRITER = MAPPER.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private SessionEntryCodec() {
    }

    /**
     * Writes an entry as one line.
     *
     * @return the JSON, without a line break; never {@code null}
     */
    public static String toJson(SessionEntry entry) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = WireTrees.FACTORY.createGenerator(text)) {
            write(entry, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Reads an entry.
     *
     * @param json what {@link #toJson} made of it, here or in another version
     * @throws SessionException when it is no JSON object
     */
    public static SessionEntry fromJson(String json) {
        try (JsonParser parser = WireTrees.FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return read(parser);
            }
        } catch (IOException e) {
            throw new SessionException("An entry of a session cannot be read: its JSON is broken. Whatever stores sessions was"
                    + " changed from outside", e);
        }
        throw new SessionException("An entry of a session cannot be read: it is no JSON object. Whatever stores sessions was"
                + " changed from outside");
    }

    static void write(SessionEntry entry, JsonGenerator generator) throws IOException {
        if (entry instanceof UnknownSessionEntry unknown) {
            WireTrees.write(unknown.raw(), generator);
            return;
        }
        generator.writeStartObject();
        generator.writeStringField("type", entry.type());
        generator.writeStringField("turn_id", entry.turnId());
        generator.writeNumberField("sequence", entry.sequence());
        generator.writeStringField("at", entry.at().toString());
        if (entry instanceof SessionItem item) {
            generator.writeFieldName("item");
            ITEM_WRITER.writeValue(generator, item.item());
        } else {
            for (Map.Entry<String, JsonNode> field : fields(entry).properties()) {
                if (!entry.extra().containsKey(field.getKey())) {
                    writeField(field, generator);
                }
            }
        }
        for (Map.Entry<String, JsonNode> field : entry.extra().entrySet()) {
            writeField(field, generator);
        }
        generator.writeEndObject();
    }

    private static void writeField(Map.Entry<String, JsonNode> field, JsonGenerator generator) throws IOException {
        generator.writeFieldName(field.getKey());
        WireTrees.write(field.getValue(), generator);
    }

    private static ObjectNode fields(SessionEntry entry) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        if (entry instanceof SessionInput input) {
            fields.putArray("content").addAll(input.content());
        } else if (entry instanceof SessionThread thread) {
            fields.put("thread_id", thread.threadId());
            thread.continuedFrom().ifPresent(id -> fields.put("continued_from", id));
        } else if (entry instanceof SessionRetry retry) {
            fields.put("attempt", retry.attempt());
            fields.set("error", error(retry.error()));
        } else if (entry instanceof SessionOutcome outcome) {
            fields.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
            if (outcome.usage().isKnown()) {
                fields.set("usage", usage(outcome.usage()));
            }
            outcome.duration().ifPresent(duration -> fields.put("duration_ms", duration.toMillis()));
            outcome.error().ifPresent(error -> fields.set("error", error(error)));
            outcome.failure().ifPresent(failure -> fields.put("failure", failure));
        }
        return fields;
    }

    private static ObjectNode usage(Usage usage) {
        return JsonNodeFactory.instance.objectNode().put("input_tokens", usage.inputTokens())
                .put("cached_input_tokens", usage.cachedInputTokens())
                .put("cache_write_input_tokens", usage.cacheWriteInputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("reasoning_output_tokens", usage.reasoningOutputTokens());
    }

    private static ObjectNode error(TurnError error) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("message", error.message());
        if (error.codexErrorInfo() != null) {
            node.set("codex_error_info", error.codexErrorInfo());
        }
        if (error.additionalDetails() != null) {
            node.put("additional_details", error.additionalDetails());
        }
        return node;
    }

    /**
     * Reads the entry at the parser's current token, which is the start of an object.
     */
    static SessionEntry read(JsonParser parser) throws IOException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ThreadItem item = null;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            boolean isItem = parser.nextToken() == JsonToken.START_OBJECT && name.equals("item")
                    && SessionItem.TYPE.equals(fields.path("type").textValue());
            if (isItem) {
                // Not by way of a tree: codex' items may bear a key twice.
                item = ITEM_READER.readValue(parser);
            } else {
                fields.set(name, WireTrees.read(parser));
            }
        }
        return new Reading(fields, item).entry();
    }

    /** Takes out of the fields what the entry has a component for; what is left is its extra. */
    private record Reading(ObjectNode fields, ThreadItem item) {

        private static final List<String> COMMON = List.of("type", "turn_id", "sequence", "at");

        SessionEntry entry() {
            String type = text("type");
            String turnId = text("turn_id");
            Instant at = instant(text("at"));
            JsonNode number = fields.path("sequence");
            int sequence = number.isInt() ? number.intValue() : -1;
            SessionEntry known = type == null || turnId == null || at == null || sequence < 0 ? null
                    : known(type, turnId, sequence, at);
            return known != null ? known
                    : new UnknownSessionEntry(type == null ? "" : type, turnId == null ? "" : turnId, sequence,
                            at == null ? Instant.EPOCH : at, whole());
        }

        private SessionEntry known(String type, String turnId, int sequence, Instant at) {
            return switch (type) {
                case SessionInput.TYPE -> !fields.path("content").isArray() ? null
                        : new SessionInput(turnId, sequence, at, list(fields.get("content")), extra("content"));
                case SessionThread.TYPE -> text("thread_id") == null ? null
                        : new SessionThread(turnId, sequence, at, text("thread_id"),
                                Optional.ofNullable(text("continued_from")), extra("thread_id", "continued_from"));
                case SessionItem.TYPE -> item == null ? null : new SessionItem(turnId, sequence, at, item, extra());
                case SessionRetry.TYPE -> !fields.path("attempt").isInt() || !fields.path("error").isObject() ? null
                        : new SessionRetry(turnId, sequence, at, fields.get("attempt").intValue(), error(fields.get("error")),
                                extra("attempt", "error"));
                case SessionOutcome.TYPE -> outcome(turnId, sequence, at);
                default -> null;
            };
        }

        private SessionEntry outcome(String turnId, int sequence, Instant at) {
            SessionOutcome.Status status = status(text("status"));
            JsonNode usage = fields.path("usage");
            JsonNode error = fields.path("error");
            JsonNode duration = fields.path("duration_ms");
            Map<String, JsonNode> extra = extra("usage", "error", "duration_ms", "failure", "status");
            if (status == SessionOutcome.Status.UNKNOWN && fields.has("status")) {
                extra.put("status", fields.get("status"));
            }
            return new SessionOutcome(turnId, sequence, at, status, usage.isObject() ? usage(usage) : Usage.UNKNOWN,
                    duration.isNumber() ? Optional.of(Duration.ofMillis(duration.longValue())) : Optional.empty(),
                    error.isObject() ? Optional.of(error(error)) : Optional.empty(),
                    Optional.ofNullable(text("failure")), extra);
        }

        private static TurnError error(JsonNode error) {
            return new TurnError(error.path("message").asText(), error.get("codex_error_info"),
                    error.path("additional_details").textValue());
        }

        private static SessionOutcome.Status status(String name) {
            for (SessionOutcome.Status status : SessionOutcome.Status.values()) {
                if (status.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return status;
                }
            }
            return SessionOutcome.Status.UNKNOWN;
        }

        private static Usage usage(JsonNode usage) {
            return Usage.of(usage.path("input_tokens").asLong(), usage.path("cached_input_tokens").asLong(),
                    usage.path("cache_write_input_tokens").asLong(), usage.path("output_tokens").asLong(),
                    usage.path("reasoning_output_tokens").asLong());
        }

        private static List<JsonNode> list(JsonNode array) {
            List<JsonNode> list = new ArrayList<>();
            array.forEach(list::add);
            return list;
        }

        private Map<String, JsonNode> extra(String... components) {
            Map<String, JsonNode> extra = new LinkedHashMap<>();
            List<String> known = List.of(components);
            for (Map.Entry<String, JsonNode> field : fields.properties()) {
                if (!known.contains(field.getKey()) && !COMMON.contains(field.getKey())) {
                    extra.put(field.getKey(), field.getValue());
                }
            }
            return extra;
        }

        private JsonNode whole() {
            if (item != null) {
                fields.set("item", MAPPER.valueToTree(item));
            }
            return fields;
        }

        private String text(String field) {
            return fields.path(field).textValue();
        }

        private static Instant instant(String text) {
            try {
                return text == null ? null : Instant.parse(text);
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
