package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class StaticToolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".greet(): a static method cannot be a tool: leave out 'static', so that it is called for a bean"));

    static class Tools {

        @CodexTool(description = "Greets")
        static String greet() {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
