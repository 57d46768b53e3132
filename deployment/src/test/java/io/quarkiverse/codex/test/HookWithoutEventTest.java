package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkus.test.QuarkusUnitTest;

class HookWithoutEventTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".anyTime(HookContext): "
                            + "it has no parameter that says when it runs: use a type of io.quarkiverse.codex.hook such as BeforeTurn"));

    static class Hooks {

        @CodexHook
        void anyTime(HookContext context) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
