package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.CodexHook;
import io.quarkus.test.QuarkusUnitTest;

class HookOfUnknownTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".on(String): "
                            + "nothing makes a hook run with a parameter of type java.lang.String: use a type of"));

    static class Hooks {

        @CodexHook
        void on(String text) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
