package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkus.test.QuarkusUnitTest;

class HookOfUnknownClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .overrideConfigKey("quarkus.codex.\"writer\".model", "any")
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn): "
                            + "there is no codex client named 'reviewer'")
                    .hasMessageContaining("or use one of [writer]"));

    static class Hooks {

        @CodexHook(client = "reviewer")
        void on(BeforeTurn turn) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
