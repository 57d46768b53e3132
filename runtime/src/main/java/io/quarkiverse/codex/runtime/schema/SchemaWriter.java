package io.quarkiverse.codex.runtime.schema;

import java.util.IdentityHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a shape as a strict JSON Schema. What is used once is written in place; what is used again, or contains itself, goes
 * to
 * {@code $defs}; the root refers to itself as {@code #}.
 */
final class SchemaWriter {

    private final Shape.Fields root;
    private final Map<Shape, Integer> uses = new IdentityHashMap<>();
    private final Map<Shape, String> names = new IdentityHashMap<>();
    private final ObjectNode definitions = node();

    private SchemaWriter(Shape.Fields root) {
        this.root = root;
    }

    static ObjectNode write(Shape.Fields root) {
        SchemaWriter writer = new SchemaWriter(root);
        writer.count(root);
        ObjectNode schema = writer.body(root, null);
        if (!writer.definitions.isEmpty()) {
            schema.set("$defs", writer.definitions);
        }
        return schema;
    }

    private void count(Shape shape) {
        if (shape instanceof Shape.Composite && uses.merge(shape, 1, Integer::sum) > 1) {
            return;
        }
        if (shape instanceof Shape.Fields object) {
            object.fields().values().forEach(field -> count(field.shape()));
        } else if (shape instanceof Shape.Choice choice) {
            choice.options().values().forEach(this::count);
        } else if (shape instanceof Shape.Nullable nullable) {
            count(nullable.shape());
        } else if (shape instanceof Shape.Items items) {
            count(items.item());
        } else if (shape instanceof Shape.Entries entries) {
            count(entries.value());
        }
    }

    private ObjectNode schema(Shape shape, String description) {
        if (shape instanceof Shape.Scalar scalar) {
            return described(scalar.keywords().deepCopy(), description);
        }
        if (shape instanceof Shape.Nullable nullable) {
            return described(nullable(nullable.shape()), description);
        }
        if (shape instanceof Shape.Items items) {
            return array(schema(items.item(), null), items.keywords(), description);
        }
        if (shape instanceof Shape.Entries entries) {
            return array(entry(entries), entries.keywords(), description);
        }
        Shape.Composite composite = (Shape.Composite) shape;
        if (uses.get(composite) == 1) {
            return body(composite, description);
        }
        ObjectNode reference = node().put("$ref", reference(composite));
        if (description == null) {
            return reference;
        }
        // Strict schemas allow nothing beside a $ref.
        ObjectNode described = described(node(), description);
        described.putArray("anyOf").add(reference);
        return described;
    }

    private ObjectNode nullable(Shape shape) {
        if (!(shape instanceof Shape.Scalar scalar)) {
            ObjectNode choice = node();
            ArrayNode options = choice.putArray("anyOf");
            ObjectNode schema = schema(shape, null);
            if (schema.path("anyOf").isArray()) {
                described(choice, schema.path("description").asText(null));
                schema.path("anyOf").forEach(options::add);
            } else {
                options.add(schema);
            }
            options.add(node().put("type", "null"));
            return choice;
        }
        ObjectNode schema = scalar.keywords().deepCopy();
        schema.set("type", JsonNodeFactory.instance.arrayNode().add(scalar.type()).add("null"));
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        return schema;
    }

    private ObjectNode array(ObjectNode items, ObjectNode keywords, String description) {
        ObjectNode schema = described(node().put("type", "array"), description);
        schema.set("items", items);
        schema.setAll(keywords);
        return schema;
    }

    private ObjectNode entry(Shape.Entries entries) {
        ObjectNode properties = node();
        properties.set(Shape.Entries.KEY, entries.key().keywords().deepCopy());
        properties.set(Shape.Entries.VALUE, schema(entries.value(), null));
        return object(properties, null);
    }

    private ObjectNode body(Shape.Composite composite, String description) {
        String both = composite.description() == null ? description
                : description == null ? composite.description() : description + " " + composite.description();
        if (composite instanceof Shape.Choice choice) {
            ObjectNode schema = described(node(), both);
            ArrayNode options = schema.putArray("anyOf");
            choice.options().values().forEach(option -> options.add(schema(option, null)));
            return schema;
        }
        ObjectNode properties = node();
        ((Shape.Fields) composite).fields()
                .forEach((name, field) -> properties.set(name, schema(field.shape(), field.description())));
        return object(properties, both);
    }

    private static ObjectNode object(ObjectNode properties, String description) {
        ObjectNode schema = described(node().put("type", "object"), description);
        schema.set("properties", properties);
        ArrayNode required = schema.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return schema.put("additionalProperties", false);
    }

    private String reference(Shape.Composite composite) {
        if (composite == root) {
            return "#";
        }
        String name = names.get(composite);
        if (name == null) {
            name = composite.name();
            for (int number = 2; names.containsValue(name); number++) {
                name = composite.name() + number;
            }
            names.put(composite, name);
            definitions.set(name, node());
            definitions.set(name, body(composite, null));
        }
        return "#/$defs/" + name;
    }

    private static ObjectNode described(ObjectNode schema, String description) {
        return description == null || description.isBlank() ? schema : schema.put("description", description);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
