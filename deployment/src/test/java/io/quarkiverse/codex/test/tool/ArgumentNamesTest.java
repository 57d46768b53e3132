package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkus.test.QuarkusUnitTest;

class ArgumentNamesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            "'how many?' cannot be the name of an argument: use letters of the English alphabet, digits,")
                    .hasMessageContaining(Tools.class.getName()
                            + ".count(int, String, String): it has two arguments named 'since': rename one"));

    static class Tools {

        @CodexTool(description = "Counts")
        String count(@ToolArg(name = "how many?") int times, @ToolArg(name = "since") String one, String since) {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
