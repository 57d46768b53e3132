package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * One field of a JSON object and the record's component behind it.
 *
 * @param <T> the record
 * @param <V> the component
 */
record Field<T, V>(SerializedString name, ValueForm<V> form, Presence presence, V silent, Function<T, V> component) {

    /** When a field stands in the object. */
    enum Presence {
        /** Always; without it the object is not what its type says. */
        ESSENTIAL,
        /** Always, and never {@code null}. */
        REQUIRED,
        /** Always, as {@code null} if there is no value. */
        NULLABLE,
        /** Only if there is a value. */
        OPTIONAL
    }

    static <T, V> Field<T, V> essential(String name, ValueForm<V> form, Function<T, V> component) {
        return new Field<>(new SerializedString(name), form, Presence.ESSENTIAL, null, component);
    }

    static <T, V> Field<T, V> required(String name, ValueForm<V> form, Function<T, V> component) {
        return new Field<>(new SerializedString(name), form, Presence.REQUIRED, null, component);
    }

    static <T, V> Field<T, V> nullable(String name, ValueForm<V> form, Function<T, V> component) {
        return new Field<>(new SerializedString(name), form, Presence.NULLABLE, null, component);
    }

    static <T, V> Field<T, V> optional(String name, ValueForm<V> form, Function<T, V> component) {
        return optional(name, form, null, component);
    }

    /**
     * @param silent the value that is said by leaving the field out
     */
    static <T, V> Field<T, V> optional(String name, ValueForm<V> form, V silent, Function<T, V> component) {
        return new Field<>(new SerializedString(name), form, Presence.OPTIONAL, silent, component);
    }

    boolean isSilent(Object value) {
        return value == null || value.equals(silent);
    }

    void write(T record, JsonGenerator generator) throws IOException {
        V value = component.apply(record);
        if (!isSilent(value)) {
            generator.writeFieldName(name);
            form.write(value, generator);
        } else if (presence == Presence.NULLABLE) {
            generator.writeFieldName(name);
            generator.writeNull();
        }
    }
}
