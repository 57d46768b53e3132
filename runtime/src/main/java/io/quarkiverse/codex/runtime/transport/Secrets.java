package io.quarkiverse.codex.runtime.transport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Takes known secrets out of texts that others get to see. Immutable.
 */
public final class Secrets {

    private static final String MASK = "*****";
    /** Masking shorter values would tear ordinary words apart and hide nothing. */
    private static final int SHORTEST = 6;

    private final List<String> values;

    /**
     * @param values what must not be seen
     */
    public Secrets(Collection<String> values) {
        this.values = values.stream().filter(value -> value != null && value.length() >= SHORTEST).distinct()
                .sorted((one, other) -> other.length() - one.length()).toList();
    }

    /**
     * Returns these secrets and one more.
     *
     * @param secret what must not be seen either
     * @return a new object, never {@code null}
     */
    public Secrets and(String secret) {
        List<String> all = new ArrayList<>(values);
        all.add(secret);
        return new Secrets(all);
    }

    /**
     * Masks the secrets in a text.
     *
     * @param text any text
     * @return the text without them, never {@code null}
     */
    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
