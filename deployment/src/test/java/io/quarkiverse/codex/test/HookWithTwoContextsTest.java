package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkus.test.QuarkusUnitTest;

class HookWithTwoContextsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining(
                            "@CodexHook on " + Hooks.class.getName() + ".on(HookContext, BeforeTurn, HookContext): "
                                    + "a hook has one HookContext: leave out the others"));

    static class Hooks {

        @CodexHook
        void on(HookContext one, BeforeTurn turn, HookContext two) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
