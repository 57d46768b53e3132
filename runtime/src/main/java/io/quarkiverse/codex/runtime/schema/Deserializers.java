package io.quarkiverse.codex.runtime.schema;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;

/**
 * Asks the mapper who would read a type: a deserializer registered by a module or an annotation reads JSON that no
 * introspection can foresee.
 */
final class Deserializers {

    enum Kind {
        OBJECT,
        TEXT,
        OTHER
    }

    private final DeserializationContext context;

    Deserializers(ObjectMapper mapper) {
        this.context = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createDummyInstance(mapper.getDeserializationConfig());
    }

    Kind kindOf(JavaType type) {
        if (type.hasRawClass(Class.class)) {
            return Kind.OTHER;
        }
        JsonDeserializer<?> deserializer;
        try {
            deserializer = context.findNonContextualValueDeserializer(type);
        } catch (JsonMappingException unreadable) {
            return Kind.OTHER;
        }
        if (deserializer instanceof BeanDeserializerBase bean) {
            boolean delegating = bean.getValueInstantiator().canCreateUsingDelegate()
                    || bean.getValueInstantiator().canCreateUsingArrayDelegate();
            return delegating ? Kind.OTHER : Kind.OBJECT;
        }
        return deserializer instanceof FromStringDeserializer ? Kind.TEXT : Kind.OTHER;
    }
}
