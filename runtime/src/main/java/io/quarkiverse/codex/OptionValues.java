package io.quarkiverse.codex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all options demand of their values.
 */
final class OptionValues {

    private OptionValues() {
    }

    /**
     * Copies lists and maps: what the caller does to them later is none of the options' business.
     */
    static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copies = new LinkedHashMap<>();
            map.forEach((key, inner) -> copies.put(key, copy(inner)));
            return Collections.unmodifiableMap(copies);
        } else if (value instanceof Collection<?> list) {
            List<Object> copies = new ArrayList<>();
            list.forEach(element -> copies.add(copy(element)));
            return Collections.unmodifiableList(copies);
        }
        return value;
    }

    static Duration notNegative(Duration limit) {
        if (limit != null && limit.isNegative()) {
            throw new IllegalArgumentException("A time limit cannot be negative: " + limit + "; zero means none");
        }
        return limit;
    }
}
