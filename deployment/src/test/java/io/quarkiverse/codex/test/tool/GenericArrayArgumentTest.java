package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;

class GenericArrayArgumentTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            Tools.class.getName() + ".plan(List[]): the argument 'weeks' is an array of a type with"
                                    + " type arguments, which are lost where it is read: use a List instead of the array"));

    static class Tools {

        @CodexTool(description = "Plans")
        String plan(List<LocalDate>[] weeks) {
            return weeks[0].get(0).getDayOfWeek().name();
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
