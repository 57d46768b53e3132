package io.quarkiverse.codex.runtime.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts between the JSON that Jackson reads and writes and the JSON that a strict schema can say: a map is an array of
 * entries
 * on the wire.
 */
final class WireForm {

    private WireForm() {
    }

    /**
     * Turns a valid answer into what Jackson reads.
     *
     * @throws SchemaViolationException if a map's key comes twice, which no schema can forbid
     */
    static JsonNode read(Shape shape, JsonNode wire, String pointer) {
        if (wire == null || !wire.isContainerNode() || isPlain(shape)) {
            return wire;
        }
        if (shape instanceof Shape.Nullable nullable) {
            return read(nullable.shape(), wire, pointer);
        }
        if (shape instanceof Shape.Items items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int index = 0; index < wire.size(); index++) {
                array.add(read(items.item(), wire.get(index), pointer + "/" + index));
            }
            return array;
        }
        if (shape instanceof Shape.Entries entries) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            for (int index = 0; index < wire.size(); index++) {
                String at = pointer + "/" + index;
                String key = wire.get(index).path(Shape.Entries.KEY).asText();
                if (map.has(key)) {
                    throw new SchemaViolationException(at + "/" + Shape.Entries.KEY, "the key comes more than once", null);
                }
                JsonNode value = wire.get(index).get(Shape.Entries.VALUE);
                map.set(key, read(entries.value(), value, at + "/" + Shape.Entries.VALUE));
            }
            return map;
        }
        Shape.Fields fields = fields(shape, wire);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : wire.properties()) {
            Shape.Field field = fields == null ? null : fields.fields().get(property.getKey());
            object.set(property.getKey(), field == null ? property.getValue()
                    : read(field.shape(), property.getValue(), Violation.pointer(pointer, property.getKey())));
        }
        return object;
    }

    /**
     * Turns what Jackson wrote into the wire's form; properties the schema does not know, such as computed ones, are left out,
     * and those Jackson left out because they are {@code null} come back.
     */
    static JsonNode write(Shape shape, JsonNode plain) {
        if (plain == null || !plain.isContainerNode() || isPlain(shape)) {
            return plain;
        }
        if (shape instanceof Shape.Nullable nullable) {
            return write(nullable.shape(), plain);
        }
        if (shape instanceof Shape.Items items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            plain.forEach(item -> array.add(write(items.item(), item)));
            return array;
        }
        if (shape instanceof Shape.Entries entries) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Map.Entry<String, JsonNode> entry : plain.properties()) {
                ObjectNode node = array.addObject();
                node.set(Shape.Entries.KEY, key(entries.key(), entry.getKey()));
                node.set(Shape.Entries.VALUE, write(entries.value(), entry.getValue()));
            }
            return array;
        }
        Shape.Fields fields = fields(shape, plain);
        if (fields == null) {
            return plain;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.fields().forEach((name, field) -> object.set(name,
                plain.has(name) ? write(field.shape(), plain.get(name)) : JsonNodeFactory.instance.nullNode()));
        return object;
    }

    private static boolean isPlain(Shape shape) {
        return shape instanceof Shape.Scalar || shape instanceof Shape.Free;
    }

    private static Shape.Fields fields(Shape shape, JsonNode object) {
        return shape instanceof Shape.Choice choice
                ? choice.options().get(object.path(choice.discriminator()).asText())
                : (Shape.Fields) shape;
    }

    private static JsonNode key(Shape.Scalar shape, String key) {
        return switch (shape.type()) {
            case "integer" -> JsonNodeFactory.instance.numberNode(new BigInteger(key));
            case "number" -> JsonNodeFactory.instance.numberNode(new BigDecimal(key));
            case "boolean" -> BooleanNode.valueOf(Boolean.parseBoolean(key));
            default -> JsonNodeFactory.instance.textNode(key);
        };
    }
}
