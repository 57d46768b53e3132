package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkus.test.QuarkusUnitTest;

class HookOfTwoEventsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn, HookContext, AfterTurn): "
                            + "it has 2 parameters that say when it runs, [io.quarkiverse.codex.hook.BeforeTurn,"
                            + " io.quarkiverse.codex.hook.AfterTurn]: make a method for each"));

    static class Hooks {

        @CodexHook
        void on(BeforeTurn turn, HookContext context, AfterTurn after) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
