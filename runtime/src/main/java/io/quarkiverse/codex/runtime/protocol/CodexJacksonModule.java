package io.quarkiverse.codex.runtime.protocol;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;

/**
 * Teaches an {@code ObjectMapper} events and items: it writes and reads {@link TurnEvent}, {@link ThreadItem} and each of
 * their records in the form of {@code codex exec --json}, whatever else it is configured to do.
 * <p>
 * A module can be registered with any number of mappers.
 */
public final class CodexJacksonModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the module.
     */
    public CodexJacksonModule() {
        super("quarkus-codex");
        addSerializer(new EventSerializer());
        addSerializer(new ItemSerializer());
        addEvent(TurnEvent.class);
        addEvent(UnknownEvent.class);
        EventShapes.ALL.forEach(shape -> addEvent(shape.recordClass()));
        addItem(ThreadItem.class);
        addItem(UnknownItem.class);
        ItemShapes.ALL.forEach(shape -> addItem(shape.recordClass()));
    }

    private <T extends TurnEvent> void addEvent(Class<T> eventClass) {
        addDeserializer(eventClass, new EventDeserializer<>(eventClass));
    }

    private <T extends ThreadItem> void addItem(Class<T> itemClass) {
        addDeserializer(itemClass, new ItemDeserializer<>(itemClass));
    }

    private static final class EventSerializer extends StdSerializer<TurnEvent> {

        private static final long serialVersionUID = 1L;

        EventSerializer() {
            super(TurnEvent.class);
        }

        @Override
        public void serialize(TurnEvent event, JsonGenerator generator, SerializerProvider provider) throws IOException {
            ExecEventCodec.write(event, generator);
        }

        @Override
        public void serializeWithType(TurnEvent event, JsonGenerator generator, SerializerProvider provider,
                TypeSerializer typeSerializer) throws IOException {
            serialize(event, generator, provider);
        }
    }

    private static final class ItemSerializer extends StdSerializer<ThreadItem> {

        private static final long serialVersionUID = 1L;

        ItemSerializer() {
            super(ThreadItem.class);
        }

        @Override
        public void serialize(ThreadItem item, JsonGenerator generator, SerializerProvider provider) throws IOException {
            ItemForm.INSTANCE.write(item, generator);
        }

        @Override
        public void serializeWithType(ThreadItem item, JsonGenerator generator, SerializerProvider provider,
                TypeSerializer typeSerializer) throws IOException {
            serialize(item, generator, provider);
        }
    }

    private abstract static class ObjectDeserializer<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final Class<T> recordClass;

        ObjectDeserializer(Class<T> recordClass) {
            super(recordClass);
            this.recordClass = recordClass;
        }

        abstract Object read(JsonParser parser) throws IOException;

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return recordClass.cast(context.handleUnexpectedToken(recordClass, parser));
            }
            Object value = read(parser);
            if (!recordClass.isInstance(value)) {
                return context.reportInputMismatch(this, "The JSON is that of a %s", value.getClass().getSimpleName());
            }
            return recordClass.cast(value);
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context,
                TypeDeserializer typeDeserializer) throws IOException {
            return deserialize(parser, context);
        }
    }

    private static final class EventDeserializer<T extends TurnEvent> extends ObjectDeserializer<T> {

        private static final long serialVersionUID = 1L;

        EventDeserializer(Class<T> eventClass) {
            super(eventClass);
        }

        @Override
        Object read(JsonParser parser) throws IOException {
            return ExecEventCodec.from(WireTrees.readEvent(parser));
        }
    }

    private static final class ItemDeserializer<T extends ThreadItem> extends ObjectDeserializer<T> {

        private static final long serialVersionUID = 1L;

        ItemDeserializer(Class<T> itemClass) {
            super(itemClass);
        }

        @Override
        Object read(JsonParser parser) throws IOException {
            return ItemForm.INSTANCE.from(WireTrees.readItem(parser));
        }
    }
}
