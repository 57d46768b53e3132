package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class UnsupportedArgumentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class, Source.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".read(Source): the argument 'source' cannot be described to the model, because of java.io.InputStream at")
                    .hasMessageContaining(
                            " source.streams[]: it is abstract. Use a record, or tell its implementations with @JsonTypeInfo"));

    static class Tools {

        @CodexTool(description = "Reads")
        String read(Source source) {
            return source.toString();
        }
    }

    record Source(List<InputStream> streams) {
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
