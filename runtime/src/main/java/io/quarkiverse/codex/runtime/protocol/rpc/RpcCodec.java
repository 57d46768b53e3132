package io.quarkiverse.codex.runtime.protocol.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.runtime.protocol.WireTrees;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.ErrorResponse;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Request;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Response;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;

/**
 * Reads and writes messages, one JSON object each.
 * <p>
 * Parameters, results and errors survive whatever they say. Further members of the envelope itself, the {@code emittedAtMs} of
 * codex' notifications for example, are ignored: they are about the transport, and nobody passes a message on. All methods can
 * be called from any thread.
 */
public final class RpcCodec {

    private static final String ID = "id";
    private static final String METHOD = "method";
    private static final String PARAMS = "params";
    private static final String RESULT = "result";
    private static final String ERROR = "error";
    private static final String TRACE = "trace";

    private RpcCodec() {
    }

    /**
     * Reads the message on one line.
     *
     * @param buffer bytes in UTF-8; they are neither changed nor kept
     * @param offset where the line starts
     * @param length the line's length, with or without its line end
     * @return the message, never {@code null}
     * @throws MalformedMessageException if the line is anything but one message
     */
    public static RpcMessage read(byte[] buffer, int offset, int length) throws MalformedMessageException {
        RpcMessage message;
        try (JsonParser parser = WireTrees.FACTORY.createParser(buffer, offset, length)) {
            message = parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : null;
            message = parser.nextToken() == null ? message : null;
        } catch (IOException malformed) {
            // Not as the cause: Jackson's messages quote what they stumble upon.
            throw new MalformedMessageException(length);
        }
        if (message == null) {
            throw new MalformedMessageException(length);
        }
        return message;
    }

    private static RpcMessage read(JsonParser parser) throws IOException {
        RpcId id = null;
        String method = null;
        JsonNode params = null;
        JsonNode result = null;
        JsonNode error = null;
        Trace trace = null;
        boolean valid = true;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case ID -> {
                    id = id(parser, token);
                    valid &= id != null || token == JsonToken.VALUE_NULL;
                }
                case METHOD -> {
                    method = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                    valid &= method != null;
                }
                case PARAMS -> params = WireTrees.read(parser);
                case RESULT -> result = WireTrees.read(parser);
                case ERROR -> error = WireTrees.read(parser);
                case TRACE -> trace = trace(WireTrees.read(parser));
                default -> {
                }
            }
            parser.skipChildren();
        }
        if (!valid) {
            return null;
        }
        if (method != null) {
            return id == null ? new Notification(method, params) : new Request(id, method, params, trace);
        }
        if (error != null && !error.isNull()) {
            return error(id, error);
        }
        return id == null || result == null ? null : new Response(id, result);
    }

    private static RpcId id(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING || token.isNumeric() ? new RpcId(parser.getText(), token.isNumeric()) : null;
    }

    private static Trace trace(JsonNode trace) {
        return trace.isObject()
                ? new Trace(trace.path("traceparent").textValue(), trace.path("tracestate").textValue())
                : null;
    }

    /** Somebody waits for the answer: an error of an odd form is still one. */
    private static ErrorResponse error(RpcId id, JsonNode error) {
        JsonNode code = error.path("code");
        JsonNode message = error.path("message");
        boolean regular = code.canConvertToLong() && code.isIntegralNumber() && message.isTextual();
        return new ErrorResponse(id, regular ? code.longValue() : 0, message.textValue(), regular ? error.get("data") : error);
    }

    /**
     * Writes a message.
     *
     * @param message the message, never {@code null}
     * @return one JSON object in UTF-8, without a line end
     */
    public static byte[] write(RpcMessage message) {
        try {
            return write(message, false);
        } catch (IOException loneSurrogate) {
            // The only text that UTF-8 has no bytes for; JSON has an escape for it.
            try {
                return write(message, true);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static byte[] write(RpcMessage message, boolean escaped) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = WireTrees.FACTORY.createGenerator(bytes)) {
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            if (escaped) {
                generator.setHighestNonEscapedChar(127);
            }
            generator.writeStartObject();
            writeMembers(message, generator);
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeMembers(RpcMessage message, JsonGenerator generator) throws IOException {
        if (message instanceof Request request) {
            writeId(request.id(), generator);
            generator.writeStringField(METHOD, request.method());
            writeTree(PARAMS, request.params(), generator);
            writeTrace(request.trace(), generator);
        } else if (message instanceof Notification notification) {
            generator.writeStringField(METHOD, notification.method());
            writeTree(PARAMS, notification.params(), generator);
        } else if (message instanceof Response response) {
            writeId(response.id(), generator);
            writeTree(RESULT, response.result(), generator);
        } else if (message instanceof ErrorResponse refusal) {
            writeId(refusal.id(), generator);
            generator.writeObjectFieldStart(ERROR);
            generator.writeNumberField("code", refusal.code());
            generator.writeStringField("message", refusal.message());
            writeTree("data", refusal.data(), generator);
            generator.writeEndObject();
        }
    }

    private static void writeId(RpcId id, JsonGenerator generator) throws IOException {
        generator.writeFieldName(ID);
        if (id == null) {
            generator.writeNull();
        } else if (id.number()) {
            generator.writeNumber(id.value());
        } else {
            generator.writeString(id.value());
        }
    }

    private static void writeTrace(Trace trace, JsonGenerator generator) throws IOException {
        if (trace == null) {
            return;
        }
        generator.writeObjectFieldStart(TRACE);
        if (trace.traceparent() != null) {
            generator.writeStringField("traceparent", trace.traceparent());
        }
        if (trace.tracestate() != null) {
            generator.writeStringField("tracestate", trace.tracestate());
        }
        generator.writeEndObject();
    }

    private static void writeTree(String name, JsonNode tree, JsonGenerator generator) throws IOException {
        if (!tree.isMissingNode()) {
            generator.writeFieldName(name);
            WireTrees.write(tree, generator);
        }
    }
}
