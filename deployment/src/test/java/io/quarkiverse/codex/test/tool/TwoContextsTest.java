package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkus.test.QuarkusUnitTest;

class TwoContextsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            Tools.class.getName() + ".greet(ToolContext, String, ToolContext): it has two parameters of type")
                    .hasMessageContaining("ToolContext, and there is one context for each call: keep one of them"));

    static class Tools {

        @CodexTool(description = "Greets")
        String greet(ToolContext one, String name, ToolContext other) {
            return name;
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
