package io.quarkiverse.codex.runtime.tool;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolResult;

/**
 * Makes results of what tools return. Thread-safe.
 */
final class ToolResults {

    private static final String NOTHING = "Done";

    private final ObjectWriter writer;
    private final long maxBytes;

    /**
     * @param writer writes what is neither text nor a result
     * @param maxBytes how large a result may be, its texts and addresses in UTF-8
     */
    ToolResults(ObjectWriter writer, long maxBytes) {
        this.writer = writer;
        this.maxBytes = maxBytes;
    }

    ToolResult of(Object returned) {
        return limited(result(returned));
    }

    private ToolResult result(Object returned) {
        if (returned instanceof ToolResult result) {
            return result;
        }
        if (returned instanceof ToolContent content) {
            return ToolResult.of(content);
        }
        if (returned instanceof Optional<?> optional) {
            return result(optional.orElse(null));
        }
        return ToolResult.text(text(returned));
    }

    private String text(Object returned) {
        if (returned == null) {
            return NOTHING;
        }
        if (returned instanceof CharSequence text) {
            return text.toString();
        }
        try {
            return writer.writeValueAsString(returned);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Jackson cannot write what the tool returned, a " + returned.getClass().getName(),
                    e);
        }
    }

    ToolResult limited(ToolResult result) {
        long left = maxBytes;
        List<ToolContent> parts = new ArrayList<>();
        for (ToolContent part : result.content()) {
            String value = value(part);
            long size = value.getBytes(StandardCharsets.UTF_8).length;
            if (size <= left) {
                parts.add(part);
                left -= size;
            } else {
                parts.add(new ToolContent.Text(part instanceof ToolContent.Text ? cut(value, left) : leftOut(part)));
                left = 0;
            }
        }
        return new ToolResult(parts, result.success());
    }

    private static String value(ToolContent part) {
        if (part instanceof ToolContent.Text text) {
            return text.text();
        }
        return part instanceof ToolContent.Image image ? image.url() : ((ToolContent.Audio) part).url();
    }

    private String cut(String text, long bytes) {
        CharBuffer characters = CharBuffer.wrap(text);
        ByteBuffer room = ByteBuffer.allocate((int) Math.min(bytes, Integer.MAX_VALUE - 8));
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).encode(characters, room, true);
        return text.substring(0, characters.position()) + "\n[cut off here: the result has " + text.length()
                + " characters, " + characters.position() + " are shown, for a result may have " + maxBytes
                + " bytes. Ask for less.]";
    }

    private String leftOut(ToolContent part) {
        return "[" + (part instanceof ToolContent.Image ? "an image" : "a sound") + " was left out: a result may have "
                + maxBytes + " bytes]";
    }
}
