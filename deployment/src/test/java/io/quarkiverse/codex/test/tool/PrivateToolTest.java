package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class PrivateToolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            Tools.class.getName() + ".greet(): a private method cannot be a tool: leave out 'private'"));

    static class Tools {

        @CodexTool(description = "Greets")
        private String greet() {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
