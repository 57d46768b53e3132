package io.quarkiverse.codex.item;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The model has made an image.
 *
 * @param id see {@link ThreadItem#id()}
 * @param status how far the image is, in the words of the model's provider, for example {@code completed}; never {@code
 *        null}
 * @param revisedPrompt what the model made of the prompt, or {@code null}
 * @param result the image in Base64, or {@code null} if it stands elsewhere; can be megabytes
 * @param fileId where the image stands at the provider, or {@code null}
 * @param savedPath the file in which codex has put the image, or {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record ImageGeneration(String id, String status, String revisedPrompt, String result, String fileId, String savedPath,
        Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "image_generation";

    public ImageGeneration {
        id = id == null ? "" : id;
        status = status == null ? "" : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public ImageGeneration(String id, String status, String revisedPrompt, String result, String fileId, String savedPath) {
        this(id, status, revisedPrompt, result, fileId, savedPath, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }
}
