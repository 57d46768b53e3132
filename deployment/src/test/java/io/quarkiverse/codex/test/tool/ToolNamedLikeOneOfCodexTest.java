package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class ToolNamedLikeOneOfCodexTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".exec_command(String): codex has a tool named 'exec_command' of its own and would not show")
                    .hasMessageContaining(" this one to the model: choose another name, or a namespace"));

    static class Tools {

        @CodexTool(description = "Runs a command")
        String exec_command(String command) {
            return command;
        }

        @CodexTool(namespace = "mine", description = "Runs a command")
        String apply_patch(String patch) {
            return patch;
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
