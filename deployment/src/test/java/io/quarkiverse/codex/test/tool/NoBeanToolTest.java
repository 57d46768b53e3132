package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class NoBeanToolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".greet(): its class is no bean, so there is nothing that it could be called for: make ")
                    .hasMessageContaining("a class that CDI can make, or move the method"));

    interface Tools {

        @CodexTool(description = "Greets")
        default String greet() {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
