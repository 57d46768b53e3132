package io.quarkiverse.codex.runtime.session;

import java.io.IOException;
import java.util.List;

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

import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionInput;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionOutcome;
import io.quarkiverse.codex.session.SessionRetry;
import io.quarkiverse.codex.session.SessionThread;
import io.quarkiverse.codex.session.UnknownSessionEntry;

/**
 * Teaches an {@code ObjectMapper} the entries of sessions, whatever else it is configured to do.
 */
public final class SessionJacksonModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the module.
     */
    public SessionJacksonModule() {
        super("quarkus-codex-sessions");
        addSerializer(new EntrySerializer());
        for (Class<? extends SessionEntry> type : List.of(SessionEntry.class, SessionInput.class, SessionThread.class,
                SessionItem.class, SessionRetry.class, SessionOutcome.class, UnknownSessionEntry.class)) {
            add(type);
        }
    }

    private <T extends SessionEntry> void add(Class<T> type) {
        addDeserializer(type, new EntryDeserializer<>(type));
    }

    private static final class EntrySerializer extends StdSerializer<SessionEntry> {

        private static final long serialVersionUID = 1L;

        EntrySerializer() {
            super(SessionEntry.class);
        }

        @Override
        public void serialize(SessionEntry entry, JsonGenerator generator, SerializerProvider provider) throws IOException {
            SessionEntryCodec.write(entry, generator);
        }

        @Override
        public void serializeWithType(SessionEntry entry, JsonGenerator generator, SerializerProvider provider,
                TypeSerializer typeSerializer) throws IOException {
            serialize(entry, generator, provider);
        }
    }

    private static final class EntryDeserializer<T extends SessionEntry> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final Class<T> type;

        EntryDeserializer(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            SessionEntry entry = SessionEntryCodec.read(parser);
            if (!type.isInstance(entry)) {
                return context.reportInputMismatch(this, "The JSON is that of a %s", entry.getClass().getSimpleName());
            }
            return type.cast(entry);
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context,
                TypeDeserializer typeDeserializer) throws IOException {
            return deserialize(parser, context);
        }
    }
}
