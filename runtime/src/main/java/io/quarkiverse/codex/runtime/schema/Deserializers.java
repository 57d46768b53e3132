package io.quarkiverse.codex.runtime.schema;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanDescription;
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

    Kind kindOf(JavaType type, BeanDescription bean) {
        AnnotationIntrospector introspector = context.getAnnotationIntrospector();
        if (type.hasRawClass(Class.class) || introspector.findDeserializer(bean.getClassInfo()) != null
                || introspector.findDeserializationConverter(bean.getClassInfo()) != null) {
            return Kind.OTHER;
        }
        // Only made, not resolved: resolving would go through all properties and fail at the root for what is wrong below.
        JsonDeserializer<?> deserializer;
        try {
            deserializer = context.getFactory().createBeanDeserializer(context, type, bean);
        } catch (JsonMappingException unreadable) {
            return Kind.OTHER;
        }
        if (deserializer instanceof BeanDeserializerBase object) {
            boolean delegating = object.getValueInstantiator().canCreateUsingDelegate()
                    || object.getValueInstantiator().canCreateUsingArrayDelegate();
            return delegating ? Kind.OTHER : Kind.OBJECT;
        }
        return deserializer instanceof FromStringDeserializer ? Kind.TEXT : Kind.OTHER;
    }

    /**
     * Makes sure that Jackson can read the type and all it consists of.
     */
    void require(JavaType type, String path) {
        try {
            context.findRootValueDeserializer(type);
        } catch (JsonMappingException unreadable) {
            throw TypeReader.unsupported(type, path, "Jackson cannot read it: " + unreadable.getOriginalMessage(),
                    "Correct the type so that the ObjectMapper can read it");
        }
    }
}
