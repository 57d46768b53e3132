package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class AllToolErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class, MoreTools.class))
            .assertException(failure -> assertThat(failure).hasMessageContaining("Found 3 deployment problems")
                    .hasMessageContaining(Tools.class.getName() + ".one(): a private method cannot be a tool")
                    .hasMessageContaining(Tools.class.getName() + ".one(): the model knows a tool by its description only")
                    .hasMessageContaining(MoreTools.class.getName() + ".two(): 'ä' cannot be the name of a tool"));

    static class Tools {

        @CodexTool
        private String one() {
            return "";
        }
    }

    static class MoreTools {

        @CodexTool(name = "ä", description = "Greets")
        String two() {
            return "";
        }

        @CodexTool(description = "There is nothing wrong with this one")
        String three() {
            return "";
        }
    }

    @Test
    void areReportedTogether() {
        fail("must not start");
    }
}
