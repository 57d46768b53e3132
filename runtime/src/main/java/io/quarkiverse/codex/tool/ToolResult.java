package io.quarkiverse.codex.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * What a tool answers.
 *
 * @param content the parts of the answer, in order; unmodifiable, never {@code null}
 * @param success whether the tool did what it was asked to
 */
public record ToolResult(List<ToolContent> content, boolean success) {

    public ToolResult {
        content = List.copyOf(content);
    }

    /**
     * Answers with text.
     *
     * @param text what the model reads
     * @return a success
     */
    public static ToolResult text(String text) {
        return of(new ToolContent.Text(text));
    }

    /**
     * Answers with a picture.
     *
     * @param data the file's bytes
     * @param mediaType what it is, for example {@code image/png}
     * @return a success
     */
    public static ToolResult image(byte[] data, String mediaType) {
        return of(ToolContent.Image.of(data, mediaType));
    }

    /**
     * Answers with a sound.
     *
     * @param data the file's bytes
     * @param mediaType what it is, for example {@code audio/wav}
     * @return a success
     */
    public static ToolResult audio(byte[] data, String mediaType) {
        return of(ToolContent.Audio.of(data, mediaType));
    }

    /**
     * Answers with several parts.
     *
     * @param content the parts, in order
     * @return a success
     */
    public static ToolResult of(ToolContent... content) {
        return new ToolResult(List.of(content), true);
    }

    /**
     * Answers that it could not be done.
     *
     * @param message why, for the model
     * @return a failure
     */
    public static ToolResult failure(String message) {
        return new ToolResult(List.of(new ToolContent.Text(message)), false);
    }

    /**
     * Returns this answer with one more part.
     *
     * @param part what to add at the end
     * @return the longer answer; this one is unchanged
     */
    public ToolResult and(ToolContent part) {
        List<ToolContent> longer = new ArrayList<>(content);
        longer.add(part);
        return new ToolResult(longer, success);
    }
}
