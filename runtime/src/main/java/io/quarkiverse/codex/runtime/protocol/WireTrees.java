package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON as a tree, for what the records do not model: nothing of it is rounded, cut or merged. All methods can be called from
 * any thread.
 */
public final class WireTrees {

    /** Numbers with more digits than this are no numbers that anyone counts with, and cost time beyond proportion. */
    private static final int MAX_NUMBER_LENGTH = 10_000;

    /** What makes all parsers and generators of this package and below. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            // The reader of lines has set the bound already, and names that codex makes up are not worth interning.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);
    private static final ObjectWriter WRITER = MAPPER.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private WireTrees() {
    }

    /** Reads the value at the parser's current token, of whatever mapper the parser is. */
    public static JsonNode read(JsonParser parser) throws IOException {
        try {
            return READER.readTree(parser);
        } catch (NumberFormatException noDecimal) {
            throw new JsonParseException(parser, "A number's exponent is out of range");
        }
    }

    /** Writes a tree where the generator stands. */
    public static void write(JsonNode node, JsonGenerator generator) throws IOException {
        WRITER.writeValue(generator, node);
    }

    /**
     * Reads the event at the parser's current token, which is the start of an object.
     */
    static ObjectNode readEvent(JsonParser parser) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            boolean item = parser.nextToken() == JsonToken.START_OBJECT && name.equals(WireNames.ITEM.getValue());
            event.set(name, item ? readItem(parser) : read(parser));
        }
        return event;
    }

    /**
     * Reads the item at the parser's current token, which is the start of an object.
     *
     * @return an {@link ItemWithTwoIds} if it has two
     */
    static ObjectNode readItem(JsonParser parser) throws IOException {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        String firstId = null;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            parser.nextToken();
            JsonNode replaced = item.replace(name, read(parser));
            if (replaced != null && firstId == null && name.equals(WireNames.ID.getValue())) {
                firstId = replaced.textValue();
            }
        }
        return firstId == null || firstId.isEmpty() ? item : new ItemWithTwoIds(firstId, item);
    }

    /**
     * An item with the key {@code id} twice, as codex writes it for a web search: the first is the item's and the second,
     * which a JSON tree has, that of something within.
     */
    @SuppressWarnings("unchecked") // ObjectNode.deepCopy() itself overrides a generic method
    static final class ItemWithTwoIds extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private final String firstId;

        ItemWithTwoIds(String firstId, ObjectNode item) {
            super(JsonNodeFactory.instance);
            setAll(item);
            this.firstId = firstId;
        }

        String firstId() {
            return firstId;
        }
    }
}
