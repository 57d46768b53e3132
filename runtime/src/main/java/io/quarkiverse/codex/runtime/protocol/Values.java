package io.quarkiverse.codex.runtime.protocol;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What was read of one object, in the order of its shape's fields, for the record's constructor to take.
 */
final class Values {

    private final String id;
    private final Object[] components;
    private Map<String, JsonNode> extra = Map.of();

    Values(String id, int fields) {
        this.id = id;
        this.components = new Object[fields];
    }

    void set(int field, Object value) {
        components[field] = value;
    }

    void setExtra(Map<String, JsonNode> extra) {
        this.extra = extra;
    }

    /** The item's id; {@code null} for anything but an item. */
    String id() {
        return id;
    }

    Map<String, JsonNode> extra() {
        return extra;
    }

    /** The value of a field, {@code null} if it has none; the field's form says of which type it is. */
    @SuppressWarnings("unchecked")
    <V> V get(int field) {
        return (V) components[field];
    }

    long count(int field) {
        return components[field] == null ? 0 : (Long) components[field];
    }

    int integer(int field) {
        return components[field] == null ? 0 : (Integer) components[field];
    }

    boolean truth(int field) {
        return Boolean.TRUE.equals(components[field]);
    }
}
