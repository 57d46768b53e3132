package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class StreamingToolTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Tools.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(Tools.class.getName()
                            + ".count(): a tool answers once and cannot return a Multi: return a List, or a Uni of one"));

    static class Tools {

        @CodexTool(description = "Counts")
        Uni<Multi<Integer>> count() {
            return Uni.createFrom().item(Multi.createFrom().items(1, 2));
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
