package io.quarkiverse.codex.deployment;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module.SetupContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.NullifyingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdKeyDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkiverse.codex.runtime.tool.ToolMapper;

/**
 * Makes a mapper that can be asked for everything about arguments but reads no enum: to read one, Jackson would run the enum's
 * initializer.
 */
final class BuildTimeMapper {

    private BuildTimeMapper() {
    }

    static ObjectMapper create(ClassLoader types) {
        return ToolMapper.create(types).registerModule(new SimpleModule("codex-build") {

            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addDeserializers(new Deserializers.Base() {
                    @Override
                    public JsonDeserializer<?> findEnumDeserializer(Class<?> type, DeserializationConfig config,
                            BeanDescription bean) {
                        return NullifyingDeserializer.instance;
                    }
                });
                context.addKeyDeserializers((type, config, bean) -> enumKey(type));
            }
        });
    }

    private static KeyDeserializer enumKey(JavaType type) {
        return type.isEnumType() ? StdKeyDeserializer.forType(String.class) : null;
    }
}
