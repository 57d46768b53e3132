package io.quarkiverse.codex.runtime.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;

/**
 * Reads and writes events as {@code codex exec --json} has them, one JSON object each.
 * <p>
 * What is read and written again is equal as JSON, whatever codex said. All methods can be called from any thread.
 */
public final class ExecEventCodec {

    private static final Map<String, Shape<? extends TurnEvent>> SHAPES = new HashMap<>();

    static {
        EventShapes.ALL.forEach(shape -> SHAPES.put(shape.type(), shape));
    }

    private ExecEventCodec() {
    }

    /**
     * Reads the event on one line.
     *
     * @param buffer bytes in UTF-8; they are neither changed nor kept
     * @param offset where the line starts
     * @param length the line's length, with or without its line end
     * @return the event, never {@code null}; an {@link UnknownEvent} if it is none of those this version knows
     * @throws MalformedEventException if the line is anything but one JSON object
     */
    public static TurnEvent read(byte[] buffer, int offset, int length) throws MalformedEventException {
        try {
            TurnEvent regular = readRegular(buffer, offset, length);
            return regular != null ? regular : readAny(buffer, offset, length);
        } catch (MalformedEventException malformed) {
            throw malformed;
        } catch (IOException malformed) {
            // Not as the cause: Jackson's messages quote what they stumble upon.
            throw new MalformedEventException(length);
        }
    }

    /** Without a tree; {@code null} for what is not quite as codex writes it. */
    static TurnEvent readRegular(byte[] buffer, int offset, int length) throws IOException {
        try (JsonParser parser = WireTrees.FACTORY.createParser(buffer, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !parser.nextFieldName(WireNames.TYPE)) {
                return null;
            }
            Shape<? extends TurnEvent> shape = SHAPES.get(parser.nextTextValue());
            TurnEvent event = shape == null ? null : shape.read(parser, null);
            return event == null || parser.nextToken() != null ? null : event;
        }
    }

    private static TurnEvent readAny(byte[] buffer, int offset, int length) throws IOException {
        try (JsonParser parser = WireTrees.FACTORY.createParser(buffer, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedEventException(length);
            }
            ObjectNode node = WireTrees.readEvent(parser);
            if (parser.nextToken() != null) {
                throw new MalformedEventException(length);
            }
            return from(node);
        }
    }

    /** Makes the event of a tree that {@link WireTrees#readEvent} has read. */
    static TurnEvent from(ObjectNode node) {
        String type = node.path(WireNames.TYPE.getValue()).textValue();
        Shape<? extends TurnEvent> shape = SHAPES.get(type);
        TurnEvent event = shape == null ? null : shape.from(node);
        return event == null ? new UnknownEvent(type, node) : event;
    }

    /** The shape of a type of event that this version knows. */
    static Shape<? extends TurnEvent> shape(String type) {
        return SHAPES.get(type);
    }

    /**
     * Writes an event.
     *
     * @param event the event, never {@code null}
     * @return one JSON object in UTF-8, without a line end
     */
    public static byte[] write(TurnEvent event) {
        try {
            return write(event, false);
        } catch (IOException loneSurrogate) {
            // The only text that UTF-8 has no bytes for; JSON has an escape for it.
            try {
                return write(event, true);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static byte[] write(TurnEvent event, boolean escaped) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = WireTrees.FACTORY.createGenerator(bytes)) {
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            if (escaped) {
                generator.setHighestNonEscapedChar(127);
            }
            write(event, generator);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes an event as one value.
     *
     * @param event the event, never {@code null}
     * @param generator where to write it; it is not closed
     * @throws IOException if the generator cannot write, for example because the text of an event has half a surrogate pair
     *         and the generator does not escape it
     */
    public static void write(TurnEvent event, JsonGenerator generator) throws IOException {
        if (event instanceof UnknownEvent unknown) {
            WireTrees.write(unknown.raw(), generator);
            return;
        }
        Shape<? extends TurnEvent> shape = SHAPES.get(event.type());
        generator.writeStartObject();
        shape.writeType(generator);
        shape.writeFields(event, null, event.extra(), generator);
        generator.writeEndObject();
    }
}
