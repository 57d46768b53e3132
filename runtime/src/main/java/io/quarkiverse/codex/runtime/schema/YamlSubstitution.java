package io.quarkiverse.codex.runtime.schema;

import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Cuts the validator's way to Jackson's YAML: a native image links all that could be reached, and without the application's own
 * YAML there is nothing to link.
 */
@TargetClass(className = "com.networknt.schema.serialization.YamlMapperFactory", onlyWith = YamlSubstitution.YamlAbsent.class)
final class YamlSubstitution {

    @Substitute
    public static ObjectMapper getInstance() {
        throw new UnsupportedOperationException("Schemas in YAML need jackson-dataformat-yaml");
    }

    static final class YamlAbsent implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            try {
                Class.forName("com.fasterxml.jackson.dataformat.yaml.YAMLFactory", false,
                        Thread.currentThread().getContextClassLoader());
                return false;
            } catch (ClassNotFoundException absent) {
                return true;
            }
        }
    }
}
