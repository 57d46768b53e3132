package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class DuplicateToolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName() + ".welcome(): a tool named 'a.greet' is there already, "
                            + Tools.class.getName()
                            + ".greet(): give one of them another name with @CodexTool(name = ...), or a namespace"));

    static class Tools {

        @CodexTool(namespace = "a", description = "Greets")
        String greet() {
            return "";
        }

        @CodexTool(description = "Greets, too: of no namespace")
        String greet(String name) {
            return name;
        }

        @CodexTool(name = "greet", namespace = "a", description = "Greets, too")
        String welcome() {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
