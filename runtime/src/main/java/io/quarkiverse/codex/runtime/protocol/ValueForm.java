package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * How one kind of value looks on the wire.
 * <p>
 * A value is <em>regular</em> when the component alone is enough to write it again as it was. Any other value is kept as it
 * came, beside the best that can be made of it.
 *
 * @param <V> the value as the model has it
 */
interface ValueForm<V> {

    /** What {@link #read} answers for a value that is not regular. */
    Object IRREGULAR = new Object();

    /**
     * Reads the value at the parser's current token and leaves the parser at the value's last token.
     *
     * @return the value, or {@link #IRREGULAR}; where the parser stands after that is undefined
     */
    Object read(JsonParser parser) throws IOException;

    boolean isRegular(JsonNode node);

    /**
     * Makes the best of a value, be it regular or not.
     *
     * @return the value, or {@code null} if nothing can be made of it
     */
    V from(JsonNode node);

    void write(V value, JsonGenerator generator) throws IOException;
}
