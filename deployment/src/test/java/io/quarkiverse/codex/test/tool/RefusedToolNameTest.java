package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class RefusedToolNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".dotted(): 'greet.all' cannot be the name of a tool: use letters of the English")
                    .hasMessageContaining(" alphabet, digits, '_' and '-', one at least")
                    .hasMessageContaining("cannot be the name of a tool: it has 65 characters, use at most 64")
                    .hasMessageContaining(Tools.class.getName()
                            + ".reserved(): codex does not take a tool named 'mcp__greet': names that are 'mcp'"));

    static class Tools {

        @CodexTool(name = "greet.all", description = "Greets")
        String dotted() {
            return "";
        }

        @CodexTool(name = "n234567890123456789012345678901234567890123456789012345678901234x", description = "Greets")
        String tooLong() {
            return "";
        }

        @CodexTool(name = "mcp__greet", description = "Greets")
        String reserved() {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
