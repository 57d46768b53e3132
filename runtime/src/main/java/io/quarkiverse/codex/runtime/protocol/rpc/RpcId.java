package io.quarkiverse.codex.runtime.protocol.rpc;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which request a response belongs to. An immutable value, fit to be the key of a map.
 * <p>
 * Each side of a connection counts its own requests: codex begins at 0, and its ids are others than ours. An id may be a
 * number or a text, and has to be sent back as it came, so that a number is kept by its digits.
 *
 * @param value the text, or the number's digits; never {@code null}
 * @param number whether it is a number
 */
public record RpcId(String value, boolean number) {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    public RpcId {
        Objects.requireNonNull(value, "value");
        if (number && !NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("An id that is a number must look like one");
        }
    }

    /**
     * Returns the id of a numbered request.
     */
    public static RpcId of(long number) {
        return new RpcId(Long.toString(number), true);
    }

    /**
     * Returns the id of a named request.
     */
    public static RpcId of(String text) {
        return new RpcId(text, false);
    }

    @Override
    public String toString() {
        return value;
    }
}
