package io.quarkiverse.codex.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkus.test.QuarkusUnitTest;

class ItemOfOtherHookTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Hooks.class))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContaining("@CodexHook on " + Hooks.class.getName() + ".on(ItemCompleted): "
                            + "'item' is for hooks of items only, and this one waits for TurnEvent: leave 'item' out"));

    static class Hooks {

        @CodexHook(item = ItemPhase.STARTED)
        void on(ItemCompleted item) {
        }
    }

    @Test
    void failsTheBuild() {
        fail("must not start");
    }
}
