package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class ContradictingHintsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".delete(): a tool cannot both change nothing and destroy something: leave out"));

    static class Tools {

        @CodexTool(description = "Deletes", readOnly = true, destructive = true)
        String delete() {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
