package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkus.test.QuarkusUnitTest;

class WrongDefaultTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            "the default 'many' of the argument 'times' is no int: write it as JSON, and a text, a date")
                    .hasMessageContaining("or the like as it is, without quotation marks")
                    .hasMessageContaining("the default '2026-13-01' of the argument 'since' is no LocalDate")
                    .hasMessageContaining("the default 'LARGE' of the argument 'size' is no Size"));

    enum Size {
        SMALL
    }

    static class Tools {

        @CodexTool(description = "Counts")
        String count(@ToolArg(defaultValue = "many") int times, @ToolArg(defaultValue = "2026-13-01") LocalDate since,
                @ToolArg(defaultValue = "LARGE") Size size, @ToolArg(defaultValue = "[1, 2]") List<Integer> good) {
            return "";
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
