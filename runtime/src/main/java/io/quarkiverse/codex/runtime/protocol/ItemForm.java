package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.runtime.protocol.WireTrees.ItemWithTwoIds;

/**
 * An item within an event, or alone. It keeps its irregularities itself, so that every object is a regular item.
 */
final class ItemForm implements ValueForm<ThreadItem> {

    static final ItemForm INSTANCE = new ItemForm();

    private static final String ID = WireNames.ID.getValue();

    private static final Map<String, Shape<? extends ThreadItem>> SHAPES = new HashMap<>();

    static {
        ItemShapes.ALL.forEach(shape -> SHAPES.put(shape.type(), shape));
    }

    private ItemForm() {
    }

    @Override
    public Object read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT || !parser.nextFieldName(WireNames.ID)) {
            return IRREGULAR;
        }
        String id = parser.nextTextValue();
        if (id == null || !parser.nextFieldName(WireNames.TYPE)) {
            return IRREGULAR;
        }
        Shape<? extends ThreadItem> shape = SHAPES.get(parser.nextTextValue());
        ThreadItem item = shape == null ? null : shape.read(parser, id);
        return item == null ? IRREGULAR : item;
    }

    @Override
    public boolean isRegular(JsonNode node) {
        return node.isObject();
    }

    @Override
    public ThreadItem from(JsonNode node) {
        return node.isObject() ? from((ObjectNode) node) : null;
    }

    private static ThreadItem from(ObjectNode node) {
        JsonNode lastId = node.get(ID);
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        String id;
        if (node instanceof ItemWithTwoIds twice) {
            id = twice.firstId();
            extra.put(ID, lastId);
        } else if (lastId != null && lastId.isTextual()) {
            id = lastId.textValue();
        } else {
            id = "";
            extra.put(ID, lastId == null ? MissingNode.getInstance() : lastId);
        }
        String type = node.path(WireNames.TYPE.getValue()).textValue();
        Shape<? extends ThreadItem> shape = SHAPES.get(type);
        return shape == null ? new UnknownItem(id, type, node) : shape.from(node, id, extra);
    }

    /**
     * Makes an item of the app-server's.
     *
     * @param node the item as it came
     * @return the item, never {@code null}
     */
    static ThreadItem fromAppServer(ObjectNode node) {
        String type = node.path(WireNames.TYPE.getValue()).textValue();
        Shape<? extends ThreadItem> shape = SHAPES.get(AppServerItems.execType(type));
        JsonNode id = node.get(ID);
        if (shape == null) {
            return SHAPES.containsKey(type) ? from(node) : new UnknownItem(id == null ? null : id.textValue(), type, node);
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        if (id == null || !id.isTextual()) {
            extra.put(ID, id == null ? MissingNode.getInstance() : id);
            id = null;
        }
        return shape.fromAppServer(AppServerItems.execForm(node, shape), id == null ? "" : id.textValue(), extra);
    }

    @Override
    public void write(ThreadItem item, JsonGenerator generator) throws IOException {
        if (item instanceof UnknownItem unknown) {
            writeUnknown(unknown, generator);
            return;
        }
        Shape<? extends ThreadItem> shape = SHAPES.get(item.type());
        JsonNode otherId = item.extra().get(ID);
        generator.writeStartObject();
        if (otherId == null || !item.id().isEmpty()) {
            generator.writeFieldName(WireNames.ID);
            generator.writeString(item.id());
        }
        shape.writeType(generator);
        if (otherId != null && !otherId.isMissingNode()) {
            generator.writeFieldName(WireNames.ID);
            WireTrees.write(otherId, generator);
        }
        shape.writeFields(item, item.id(), item.extra(), generator);
        generator.writeEndObject();
    }

    private static void writeUnknown(UnknownItem unknown, JsonGenerator generator) throws IOException {
        JsonNode lastId = unknown.raw().get(ID);
        if (lastId == null || unknown.id().isEmpty() || unknown.id().equals(lastId.textValue())) {
            WireTrees.write(unknown.raw(), generator);
            return;
        }
        generator.writeStartObject();
        generator.writeFieldName(WireNames.ID);
        generator.writeString(unknown.id());
        for (Map.Entry<String, JsonNode> property : unknown.raw().properties()) {
            generator.writeFieldName(property.getKey());
            WireTrees.write(property.getValue(), generator);
        }
        generator.writeEndObject();
    }
}
