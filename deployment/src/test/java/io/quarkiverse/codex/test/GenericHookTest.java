package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkus.test.QuarkusUnitTest;

class GenericHookTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".on(BeforeTurn): "
                            + "a generic method cannot be a hook: replace its type parameters by types"));

    static class Hooks {

        @CodexHook
        <T> void on(BeforeTurn turn) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
