package io.quarkiverse.codex.runtime.schema;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a shape as a JSON Schema. What is used once is written in place; what is used again, or contains itself, goes
 * to
 * {@code $defs}; the root refers to itself as {@code #}.
 */
final class SchemaWriter {

    private final Shape.Fields root;
    private final Dialect dialect;
    private final Map<Shape, Integer> uses = new IdentityHashMap<>();
    private final Map<Shape, String> names = new IdentityHashMap<>();
    private final ObjectNode definitions = node();

    private SchemaWriter(Shape.Fields root, Dialect dialect) {
        this.root = root;
        this.dialect = dialect;
    }

    static ObjectNode write(Shape.Fields root, Dialect dialect) {
        SchemaWriter writer = new SchemaWriter(root, dialect);
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
            return described(scalar.keywords().deepCopy(), withHint(description, scalar));
        }
        if (shape instanceof Shape.Free free) {
            return described(free.keywords().deepCopy(), description);
        }
        if (shape instanceof Shape.Nullable nullable) {
            return described(nullable(nullable.shape()), withHint(description, nullable.shape()));
        }
        if (shape instanceof Shape.Items items) {
            return array(schema(items.item(), null), items.keywords(), description);
        }
        if (shape instanceof Shape.Entries entries) {
            return dialect == Dialect.ARGUMENTS ? map(entries, description)
                    : array(entry(entries), entries.keywords(), description);
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

    private String withHint(String description, Shape shape) {
        return dialect == Dialect.ARGUMENTS && shape instanceof Shape.Scalar scalar
                ? KeywordHints.append(description, scalar.keywords())
                : description;
    }

    private ObjectNode nullable(Shape shape) {
        if (shape instanceof Shape.Free free && !free.keywords().has("type")) {
            return free.keywords().deepCopy();
        }
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

    private ObjectNode map(Shape.Entries entries, String description) {
        ObjectNode schema = described(node().put("type", "object"), description);
        ObjectNode key = entries.key().keywords().deepCopy();
        // A key is always text, whatever Jackson makes of it.
        key.remove("type");
        if (entries.key().type().equals("string") && !key.isEmpty()) {
            schema.set("propertyNames", key);
        }
        schema.set("additionalProperties", schema(entries.value(), null));
        entries.keywords().properties().forEach(bound -> schema
                .set(bound.getKey().equals("minItems") ? "minProperties" : "maxProperties", bound.getValue()));
        return schema;
    }

    private ObjectNode entry(Shape.Entries entries) {
        ObjectNode properties = node();
        properties.set(Shape.Entries.KEY, entries.key().keywords().deepCopy());
        properties.set(Shape.Entries.VALUE, schema(entries.value(), null));
        return object(properties, List.of(Shape.Entries.KEY, Shape.Entries.VALUE), null);
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
        List<String> required = new ArrayList<>();
        ((Shape.Fields) composite).fields().forEach((name, field) -> {
            properties.set(name, schema(field.shape(), field.description()));
            if (dialect == Dialect.ANSWER || !(field.shape() instanceof Shape.Nullable)) {
                required.add(name);
            }
        });
        return object(properties, required, both);
    }

    private static ObjectNode object(ObjectNode properties, List<String> required, String description) {
        ObjectNode schema = described(node().put("type", "object"), description);
        schema.set("properties", properties);
        required.forEach(schema.putArray("required")::add);
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
