package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkus.test.QuarkusUnitTest;

class PrimitiveLeftOutTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".count(int): the argument 'times' need not be given, but a int cannot be null: give it a")
                    .hasMessageContaining("default, or use the wrapper class"));

    static class Tools {

        @CodexTool(description = "Counts")
        String count(@ToolArg(required = false) int times) {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
