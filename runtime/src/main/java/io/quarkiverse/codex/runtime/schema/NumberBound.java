package io.quarkiverse.codex.runtime.schema;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An end of the range that a schema allows a number. Of several bounds the tightest is the one that counts.
 */
enum NumberBound {

    MINIMUM("minimum", "exclusiveMinimum", 1),
    MAXIMUM("maximum", "exclusiveMaximum", -1);

    private final String inclusive;
    private final String exclusive;
    private final int inwards;

    NumberBound(String inclusive, String exclusive, int inwards) {
        this.inclusive = inclusive;
        this.exclusive = exclusive;
        this.inwards = inwards;
    }

    /**
     * Puts a bound into a number's schema, unless what is there allows less already.
     *
     * @param value the number, or {@code null} for no bound
     * @param isExclusive whether the number itself is not allowed any more
     */
    void tighten(ObjectNode keywords, Object value, boolean isExclusive) {
        if (value == null) {
            return;
        }
        BigDecimal limit = new BigDecimal(value.toString()).stripTrailingZeros();
        if (allows(keywords, limit, isExclusive)) {
            keywords.remove(inclusive);
            keywords.remove(exclusive);
            put(keywords, isExclusive ? exclusive : inclusive, limit);
        }
    }

    private boolean allows(ObjectNode keywords, BigDecimal limit, boolean isExclusive) {
        boolean within = !keywords.has(inclusive)
                || inwards * limit.compareTo(keywords.get(inclusive).decimalValue()) >= (isExclusive ? 0 : 1);
        return within && (!keywords.has(exclusive)
                || inwards * limit.compareTo(keywords.get(exclusive).decimalValue()) > 0);
    }

    private static void put(ObjectNode keywords, String keyword, BigDecimal limit) {
        if (limit.scale() <= 0 && limit.precision() - limit.scale() < 10) {
            keywords.put(keyword, limit.intValueExact());
        } else if (limit.scale() <= 0) {
            keywords.put(keyword, limit.toBigInteger());
        } else {
            keywords.put(keyword, limit);
        }
    }
}
