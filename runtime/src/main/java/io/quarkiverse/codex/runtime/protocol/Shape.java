package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.codex.runtime.protocol.Field.Presence;

/**
 * How one type of object looks on the wire, and how its record is made.
 *
 * @param <T> the record
 */
final class Shape<T> {

    private final SerializedString type;
    private final Class<T> recordClass;
    private final Function<Values, T> constructor;
    private final Field<T, ?>[] fields;
    private final int alwaysPresent;
    /** For each set of fields, as bits, what {@code extra} is when just these are null: few sets occur, but these often. */
    private final Map<Integer, Map<String, JsonNode>> nulls = new ConcurrentHashMap<>();

    private Shape(String type, Class<T> recordClass, Function<Values, T> constructor, Field<T, ?>[] fields) {
        this.type = type == null ? null : new SerializedString(type);
        this.recordClass = recordClass;
        this.constructor = constructor;
        this.fields = fields;
        int present = 0;
        for (int i = 0; i < fields.length; i++) {
            present |= fields[i].presence() == Presence.OPTIONAL ? 0 : 1 << i;
        }
        this.alwaysPresent = present;
    }

    /** An event or an item. */
    @SafeVarargs
    @SuppressWarnings("varargs") // nobody writes to the array
    static <T> Shape<T> of(String type, Class<T> recordClass, Function<Values, T> constructor, Field<T, ?>... fields) {
        return new Shape<>(type, recordClass, constructor, fields);
    }

    /** A part of an event or item: it has no {@code extra} of its own, the record around it keeps what is irregular. */
    @SafeVarargs
    @SuppressWarnings("varargs") // nobody writes to the array
    static <T> Shape<T> part(Class<T> recordClass, Function<Values, T> constructor, Field<T, ?>... fields) {
        return new Shape<>(null, recordClass, constructor, fields);
    }

    private Map<String, JsonNode> nulls(int set) {
        return set == 0 ? Map.of() : nulls.computeIfAbsent(set, bits -> {
            Map<String, JsonNode> extra = new LinkedHashMap<>();
            for (int i = 0; i < fields.length; i++) {
                if ((bits & 1 << i) != 0) {
                    extra.put(fields[i].name().getValue(), NullNode.getInstance());
                }
            }
            return Collections.unmodifiableMap(extra);
        });
    }

    String type() {
        return type.getValue();
    }

    /** The names of the fields, in their order. */
    List<String> names() {
        return Arrays.stream(fields).map(field -> field.name().getValue()).toList();
    }

    Class<T> recordClass() {
        return recordClass;
    }

    /**
     * Reads an object whose fields are known and regular; {@code id} and {@code type} of an item or event are read already.
     *
     * @return the record, with the parser at the object's end; or {@code null} if anything is irregular
     */
    T read(JsonParser parser, String id) throws IOException {
        int count = fields.length;
        Values values = new Values(id, count);
        int seen = 0;
        int nulled = 0;
        int next = 0;
        Map<String, JsonNode> otherId = null;
        while (true) {
            int index = next;
            // codex writes fields in one order: a comparison with the next one's name is nearly always enough.
            if (next == count || !parser.nextFieldName(fields[next].name())) {
                JsonToken token = next == count ? parser.nextToken() : parser.currentToken();
                if (token == JsonToken.END_OBJECT) {
                    break;
                }
                index = indexOf(parser.currentName());
                if (index < 0 && otherId == null && isOtherId(parser, id)) {
                    otherId = Map.of(WireNames.ID.getValue(), TextNode.valueOf(parser.getText()));
                    continue;
                }
            }
            if (index < 0 || (seen & 1 << index) != 0) {
                return null;
            }
            seen |= 1 << index;
            next = index + 1;
            Field<T, ?> field = fields[index];
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                if (field.presence() == Presence.OPTIONAL && type != null) {
                    nulled |= 1 << index;
                } else if (field.presence() != Presence.NULLABLE) {
                    return null;
                }
            } else {
                Object value = field.form().read(parser);
                if (value == ValueForm.IRREGULAR || field.isSilent(value)) {
                    return null;
                }
                values.set(index, value);
            }
        }
        if ((seen & alwaysPresent) != alwaysPresent || otherId != null && nulled != 0) {
            return null;
        }
        values.setExtra(otherId != null ? otherId : nulls(nulled));
        return constructor.apply(values);
    }

    /** Whether an item that has an id has another one here, as every web search does. */
    private static boolean isOtherId(JsonParser parser, String id) throws IOException {
        return id != null && !id.isEmpty() && parser.currentName().equals(WireNames.ID.getValue())
                && parser.nextToken() == JsonToken.VALUE_STRING;
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].name().getValue().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Makes the best of any object.
     *
     * @return the record, or {@code null} if an essential field is missing or wrong
     */
    T from(ObjectNode node) {
        Values values = gather(node, null, new LinkedHashMap<>(), false);
        return values == null ? null : constructor.apply(values);
    }

    /**
     * Makes the best of an object of the app-server that has been given the form of exec: there, a field without a value may
     * be missing, empty or {@code null} as it likes, and none of this is worth remembering.
     *
     * @param id the item's id; {@code null} for anything but an item
     * @param extra what is known already to be irregular of the object, filled here with the rest
     * @return the record, or {@code null} if an essential field is missing or wrong
     */
    T fromAppServer(ObjectNode node, String id, Map<String, JsonNode> extra) {
        Values values = gather(node, id, extra, true);
        return values == null ? null : constructor.apply(values);
    }

    /**
     * Makes the best of an item.
     *
     * @param id the item's id
     * @param extra what is known already to be irregular of the item, filled here with the rest
     */
    T from(ObjectNode node, String id, Map<String, JsonNode> extra) {
        return constructor.apply(gather(node, id, extra, false));
    }

    boolean isRegular(ObjectNode node) {
        Values values = gather(node, null, new LinkedHashMap<>(), false);
        return values != null && values.extra().isEmpty();
    }

    private Values gather(ObjectNode node, String id, Map<String, JsonNode> extra, boolean lenient) {
        Values values = new Values(id, fields.length);
        for (int i = 0; i < fields.length; i++) {
            Field<T, ?> field = fields[i];
            String name = field.name().getValue();
            JsonNode value = node.get(name);
            boolean regular = value == null || value.isNull()
                    ? lenient || field.presence() == (value == null ? Presence.OPTIONAL : Presence.NULLABLE)
                    : field.form().isRegular(value);
            if (value != null && !value.isNull()) {
                Object component = field.form().from(value);
                values.set(i, component);
                // Of a silent value that was said, only the saying is worth remembering; one that was made up is another thing.
                regular &= !field.isSilent(component) || lenient && field.form().isRegular(value);
            }
            if (field.presence() == Presence.ESSENTIAL && values.get(i) == null) {
                return null;
            }
            if (!regular) {
                extra.put(name, value == null ? MissingNode.getInstance() : value);
            }
        }
        node.properties().forEach(property -> {
            String name = property.getKey();
            if (indexOf(name) < 0 && !isHead(name, id) && !(lenient && property.getValue().isNull())) {
                extra.put(name, property.getValue());
            }
        });
        values.setExtra(extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(extra));
        return values;
    }

    /** Whether it is one of the fields that say what the object is. */
    private boolean isHead(String name, String id) {
        return type != null && (name.equals(WireNames.TYPE.getValue()) || id != null && name.equals(WireNames.ID.getValue()));
    }

    void writeType(JsonGenerator generator) throws IOException {
        generator.writeFieldName(WireNames.TYPE);
        generator.writeString(type);
    }

    /**
     * Writes everything of the record but {@code id} and {@code type}.
     *
     * @param id the item's id; {@code null} for anything but an item
     */
    void writeFields(Object anyRecord, String id, Map<String, JsonNode> extra, JsonGenerator generator) throws IOException {
        T record = recordClass.cast(anyRecord);
        for (int i = 0; i < fields.length; i++) {
            Field<T, ?> field = fields[i];
            JsonNode original = extra.isEmpty() ? null : extra.get(field.name().getValue());
            if (original == null) {
                field.write(record, generator);
            } else if (!original.isMissingNode()) {
                generator.writeFieldName(field.name());
                WireTrees.write(original, generator);
            }
        }
        for (Map.Entry<String, JsonNode> entry : extra.entrySet()) {
            String name = entry.getKey();
            if (indexOf(name) < 0 && !isHead(name, id) && !entry.getValue().isMissingNode()) {
                generator.writeFieldName(name);
                WireTrees.write(entry.getValue(), generator);
            }
        }
    }
}
