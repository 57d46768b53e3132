package io.quarkiverse.codex;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a turn is to work on: texts, images, skills. Immutable; each method returns a new input with one part more.
 */
public final class TurnInput {

    private final List<Part> parts;

    private TurnInput(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Creates an input of one text.
     *
     * @param text the prompt
     * @return the input, never {@code null}
     */
    public static TurnInput of(String text) {
        return new TurnInput(List.of(new Text(text)));
    }

    /**
     * Creates an input that begins with texts. To add a text to an input there is {@link #andText(String)}: this method is
     * static, and called on an input it would forget that one.
     *
     * @param first the prompt
     * @param more further texts; they reach codex with blank lines between them
     * @return the input, never {@code null}
     */
    public static TurnInput text(String first, String... more) {
        TurnInput input = of(first);
        for (String text : more) {
            input = input.andText(text);
        }
        return input;
    }

    /**
     * Adds a text. Several texts reach codex with a blank line between them.
     *
     * @param text the text to add
     * @return the longer input, never {@code null}
     */
    public TurnInput andText(String text) {
        return with(new Text(text));
    }

    /**
     * Adds an image. That the file exists and can be read is checked when the turn starts, before codex is.
     *
     * @param file a local image file; a relative path is resolved against the turn's working directory
     * @return the longer input, never {@code null}
     */
    public TurnInput image(Path file) {
        return with(new Image(file));
    }

    /**
     * Adds an image that is not a local file. The exec transport does not support it.
     *
     * @param url where the model's provider finds it, or a {@code data:} URL with the image itself
     * @return the longer input, never {@code null}
     */
    public TurnInput image(URI url) {
        return with(new ImageUrl(url));
    }

    /**
     * Adds a skill that codex is to use. The exec transport does not support it.
     *
     * @param name the skill's name
     * @param path the skill's directory or file
     * @return the longer input, never {@code null}
     */
    public TurnInput skill(String name, Path path) {
        return with(new Skill(name, path));
    }

    /**
     * Adds a mention of something codex knows by a path of its own: a connected app or a plugin. The exec transport does not
     * support it.
     *
     * @param name the name of what is mentioned
     * @param path codex' path of it, for example {@code app://calendar}
     * @return the longer input, never {@code null}
     */
    public TurnInput mention(String name, String path) {
        return with(new Mention(name, path));
    }

    /**
     * Returns the parts of the input.
     *
     * @return the parts in order, unmodifiable, never {@code null}
     */
    public List<Part> parts() {
        return parts;
    }

    private TurnInput with(Part part) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new TurnInput(List.copyOf(longer));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof TurnInput other && parts.equals(other.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /**
     * Tells the kinds of the parts, not their content: prompts do not belong in logs.
     */
    @Override
    public String toString() {
        return "TurnInput" + parts.stream().map(part -> part.getClass().getSimpleName()).toList();
    }

    /**
     * A part of an input.
     */
    public sealed interface Part permits Text, Image, ImageUrl, Skill, Mention {
    }

    /**
     * A text.
     *
     * @param text the text, never {@code null}
     */
    public record Text(String text) implements Part {

        public Text {
            Objects.requireNonNull(text, "text");
        }

        /**
         * Tells the length of the text, not the text: prompts do not belong in logs.
         */
        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * A local image.
     *
     * @param file the image file, never {@code null}
     */
    public record Image(Path file) implements Part {

        public Image {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * An image that is not a local file.
     *
     * @param url where it is, never {@code null}
     */
    public record ImageUrl(URI url) implements Part {

        public ImageUrl {
            Objects.requireNonNull(url, "url");
        }

        /**
         * Tells the URL's scheme, not the URL: it may hold the image, or a secret.
         */
        @Override
        public String toString() {
            return "ImageUrl[" + url.getScheme() + "]";
        }
    }

    /**
     * A skill that codex is to use.
     *
     * @param name the skill's name, never {@code null}
     * @param path the skill's directory or file, never {@code null}
     */
    public record Skill(String name, Path path) implements Part {

        public Skill {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * A mention of something codex knows by a path of its own.
     *
     * @param name its name, never {@code null}
     * @param path codex' path of it, never {@code null}
     */
    public record Mention(String name, String path) implements Part {

        public Mention {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(path, "path");
        }
    }
}
