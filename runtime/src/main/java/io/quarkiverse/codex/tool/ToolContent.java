package io.quarkiverse.codex.tool;

import java.util.Base64;
import java.util.Objects;

/**
 * A part of what a tool answers.
 */
public sealed interface ToolContent {

    /**
     * Text.
     *
     * @param text what the model reads, never {@code null}
     */
    record Text(String text) implements ToolContent {

        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A picture.
     *
     * @param url where it is, usually a {@code data:} URL with the picture itself; never {@code null}
     */
    record Image(String url) implements ToolContent {

        public Image {
            Objects.requireNonNull(url, "url");
        }

        /**
         * Takes a picture from memory.
         *
         * @param data the file's bytes
         * @param mediaType what it is, for example {@code image/png}
         * @return the picture as a {@code data:} URL
         */
        public static Image of(byte[] data, String mediaType) {
            return new Image(dataUrl(data, mediaType));
        }
    }

    /**
     * A sound.
     *
     * @param url where it is, usually a {@code data:} URL with the sound itself; never {@code null}
     */
    record Audio(String url) implements ToolContent {

        public Audio {
            Objects.requireNonNull(url, "url");
        }

        /**
         * Takes a sound from memory.
         *
         * @param data the file's bytes
         * @param mediaType what it is, for example {@code audio/wav}
         * @return the sound as a {@code data:} URL
         */
        public static Audio of(byte[] data, String mediaType) {
            return new Audio(dataUrl(data, mediaType));
        }
    }

    private static String dataUrl(byte[] data, String mediaType) {
        Objects.requireNonNull(mediaType, "mediaType");
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(data);
    }
}
