package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkus.test.QuarkusUnitTest;

class SeveralWrongHooksTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("[1] " + "@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn): "
                            + "a private method")
                    .hasMessageContaining("[2] " + "@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn): "
                            + "nobody would see that it returns int")
                    .hasMessageContaining("[3] " + "@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn): "
                            + "'tools' restricts")
                    .hasMessageContaining("[4] " + "@CodexHook on " + Hooks.class.getName() + ".on(Object): "
                            + "nothing makes a hook run"));

    static class Hooks {

        @CodexHook(tools = "x")
        private int on(BeforeTurn turn) {
            return 0;
        }

        @CodexHook
        void on(Object any) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
